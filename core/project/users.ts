import type { AssetKind } from '../definitions/meaning.ts';
import type { Links } from './links.ts';

/** Who uses which name, by column, and which Python function. Paths of files throughout. */
export interface Users {
  add(path: string, links: Links): void;
  remove(path: string, links: Links): void;
  /** The users of a name, in any version. */
  of(kind: AssetKind, name: string): UsersOfName;
  /** Names that are used, whether they are defined or not. */
  names(kind: AssetKind): Iterable<string>;
  ofFunction(reference: string): ReadonlySet<string>;
  /** Every function that is used. */
  functions(): IterableIterator<string>;
}

export interface UsersOfName {
  readonly all: ReadonlySet<string>;
  readonly byColumn: ReadonlyMap<string, ReadonlySet<string>>;
  /** Those that use all columns there are. */
  readonly whole: ReadonlySet<string>;
  /** Those that join it. */
  readonly joiners: ReadonlySet<string>;
  /** Those that hand on all columns. */
  readonly carriers: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();
const NOBODY: UsersOfName = { all: NONE, byColumn: new Map(), whole: NONE, joiners: NONE, carriers: NONE };

export function createUsers(): Users {
  const byKind = new Map<AssetKind, Map<string, OpenUsers>>();
  const byFunction: SetMap = new Map();

  return {
    add(path, { uses, functions }) {
      for (const { kind, name, columns, all, joins, carries } of uses) {
        const names = getOrMake(byKind, kind, () => new Map<string, OpenUsers>());
        const users = getOrMake(names, name, noUsersYet);
        users.all.add(path);
        if (all) users.whole.add(path);
        if (joins) users.joiners.add(path);
        if (carries) users.carriers.add(path);
        for (const column of columns) addTo(users.byColumn, column, path);
      }
      for (const reference of functions) addTo(byFunction, reference, path);
    },
    remove(path, { uses, functions }) {
      for (const { kind, name, columns } of uses) {
        const users = byKind.get(kind)?.get(name);
        if (users === undefined) continue;
        for (const column of columns) removeFrom(users.byColumn, column, path);
        users.whole.delete(path);
        users.joiners.delete(path);
        users.carriers.delete(path);
        users.all.delete(path);
        if (users.all.size === 0) byKind.get(kind)?.delete(name);
      }
      for (const reference of functions) removeFrom(byFunction, reference, path);
    },
    of: (kind, name) => byKind.get(kind)?.get(name) ?? NOBODY,
    names: (kind) => byKind.get(kind)?.keys() ?? [],
    ofFunction: (reference) => byFunction.get(reference) ?? NONE,
    functions: () => byFunction.keys(),
  };
}

type SetMap = Map<string, Set<string>>;

interface OpenUsers extends UsersOfName {
  readonly all: Set<string>;
  readonly byColumn: SetMap;
  readonly whole: Set<string>;
  readonly joiners: Set<string>;
  readonly carriers: Set<string>;
}

function noUsersYet(): OpenUsers {
  return { all: new Set(), byColumn: new Map(), whole: new Set(), joiners: new Set(), carriers: new Set() };
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

function addTo(map: SetMap, key: string, path: string): void {
  getOrMake(map, key, () => new Set<string>()).add(path);
}

function removeFrom(map: SetMap, key: string, path: string): void {
  const paths = map.get(key);
  paths?.delete(path);
  if (paths?.size === 0) map.delete(key);
}
