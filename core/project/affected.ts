import type { AssetKind } from '../definitions/meaning.ts';
import { changedUses, changeOf, sameSet } from './changes.ts';
import { type ColumnLookup, columnsAt } from './columns-at.ts';
import { type Definers, definedName } from './definers.ts';
import type { DefinitionFile } from './definition-file.ts';
import { featuresOf } from './group-columns.ts';
import { type Links, NO_LINKS } from './links.ts';
import { looseSuites, spread, uses } from './spread.ts';
import type { Users } from './users.ts';
import { nameInGroup, slotsOf } from './view-slots.ts';

/** A file and what it uses of others. */
export interface Summary {
  readonly file: DefinitionFile;
  readonly links: Links;
}

/** What the project knows of all files; after the change, where one is looked at. */
export interface Indexes extends ColumnLookup {
  readonly summaries: ReadonlyMap<string, Summary>;
  readonly definers: Definers;
  readonly users: Users;
}

/**
 * The files whose findings may be other ones after `before` became `after`: those that use what has changed, by column
 * and through views, models and deployments; and those whose users have changed.
 */
export function affectedBy(
  indexes: Indexes,
  before: Summary | undefined,
  after: Summary | undefined,
): ReadonlySet<string> {
  const affected = new Set<string>();
  const change = changeOf(before?.file, after?.file);
  if (change.identity) {
    for (const summary of [before, after]) if (summary) addAllUsers(indexes, summary.file, affected);
  } else if (after) {
    if (change.rest) addDirectUsers(indexes, after.file, affected);
    spread(indexes, after.file, change.columns, affected);
    if (change.names) addUnresolved(indexes, after.file, affected);
  }
  addTargets(indexes, before?.links ?? NO_LINKS, after?.links ?? NO_LINKS, affected);
  addLooseTargets(indexes, before, after, affected);
  return affected;
}

/** A name or version appeared or vanished: whoever names it, all below them, and who defines the same name. */
function addAllUsers(indexes: Indexes, file: DefinitionFile, affected: Set<string>): void {
  spread(indexes, file, 'all', affected, 'any version');
  const name = definedName(file);
  if (name === undefined || file.kind === 'project') return;
  const definers = indexes.definers.of(file.kind, name);
  for (const { path } of definers) affected.add(path);
  if (definers.length < 2) addUsersOfUnknown(indexes, file.kind, affected);
}

/** The names to choose from have changed, and with them what is suggested for names that nobody defines. */
function addUsersOfUnknown({ users, definers }: Indexes, kind: AssetKind, affected: Set<string>): void {
  for (const name of users.names(kind)) {
    if (definers.of(kind, name).length === 0) addAll(users.of(kind, name).all, affected);
  }
}

function addDirectUsers(indexes: Indexes, file: DefinitionFile, affected: Set<string>): void {
  const name = definedName(file);
  if (name === undefined || file.kind === 'project') return;
  for (const path of indexes.users.of(file.kind, name).all) {
    const user = indexes.summaries.get(path);
    if (user !== undefined && uses(indexes, user, file)) affected.add(path);
  }
}

/** The columns to choose from have changed, and with them what is suggested for columns that are nowhere. */
function addUnresolved(indexes: Indexes, file: DefinitionFile, affected: Set<string>): void {
  if (file.kind !== 'feature-group' || file.definition.name === undefined) return;
  const columns = new Set(file.definition.features?.map((feature) => feature?.name));
  const users = indexes.users.of(file.kind, file.definition.name);
  for (const path of users.joiners) {
    if (!affected.has(path) && asksInVain(indexes, path)) affected.add(path);
  }
  for (const path of looseSuites(indexes, file)) {
    const loose = indexes.summaries.get(path)?.links.loose ?? [];
    if ([...loose].some((column) => hasUnresolved(indexes, path, column))) affected.add(path);
  }
  for (const [column, paths] of users.byColumn) {
    if (columns.has(column)) continue;
    for (const path of paths) {
      if (!affected.has(path) && hasUnresolved(indexes, path, column)) affected.add(path);
    }
  }
}

/** Whether something in the query of a view is looked for in several groups, and not found. */
function asksInVain(indexes: Indexes, path: string): boolean {
  const file = indexes.summaries.get(path)?.file;
  if (file?.kind !== 'feature-view') return false;
  const slots = slotsOf(file.definition).map((slot) => {
    const group = slot.group && indexes.resolve('feature-group', slot.group);
    return { ...slot, features: group && featuresOf(group) };
  });
  const [from, ...joins] = slots;
  const lacksKey = joins.some(
    ({ on, features }) =>
      on.size === 0 || [...on].some((key) => from?.features?.has(key) === false || features?.has(key) === false),
  );
  return (
    lacksKey ||
    file.mentions.some(
      ({ meaning, text }) =>
        meaning.is === 'column' &&
        meaning.scope === 'selectable' &&
        !slots.some((slot) => slot.features?.has(nameInGroup(slot, text) ?? '')),
    )
  );
}

/** Whether the file names a column, with a prefix or without, that is not where it looks for it. */
function hasUnresolved(indexes: Indexes, path: string, column: string): boolean {
  const file = indexes.summaries.get(path)?.file;
  return (file?.mentions ?? []).some(({ meaning, text, path: place }) => {
    if (meaning.is !== 'column' || !text.endsWith(column) || file === undefined) return false;
    return columnsAt(indexes, file, meaning.scope, place)?.has(text) === false;
  });
}

/** What a file has begun or ceased to use, or uses otherwise, and what that is made of. */
function addTargets(indexes: Indexes, before: Links, after: Links, affected: Set<string>): void {
  for (const { kind, name } of changedUses(before, after)) addWithSources(indexes, kind, name, affected);
}

function addWithSources(indexes: Indexes, kind: AssetKind, name: string, affected: Set<string>): void {
  for (const { path } of indexes.definers.of(kind, name)) {
    const isNew = !affected.has(path);
    affected.add(path);
    if (!isNew || !MADE_OF_OTHERS.has(kind)) continue;
    for (const use of indexes.summaries.get(path)?.links.uses ?? []) {
      if (HAS_COLUMNS.has(use.kind)) addWithSources(indexes, use.kind, use.name, affected);
    }
  }
}

const MADE_OF_OTHERS: ReadonlySet<AssetKind> = new Set(['feature-view', 'model', 'deployment']);
const HAS_COLUMNS: ReadonlySet<AssetKind> = new Set(['feature-group', 'feature-view', 'model']);

/** A suite without a feature group is about those that list it. */
function addLooseTargets(
  indexes: Indexes,
  before: Summary | undefined,
  after: Summary | undefined,
  affected: Set<string>,
): void {
  const [old, now] = [before?.links.loose ?? NO_LINKS.loose, after?.links.loose ?? NO_LINKS.loose];
  if (sameSet(old, now)) return;
  for (const summary of [before, after]) {
    const name = summary && definedName(summary.file);
    for (const { path } of name === undefined ? [] : indexes.groupsListing(name)) affected.add(path);
  }
}

function addAll(paths: Iterable<string>, affected: Set<string>): void {
  for (const path of paths) affected.add(path);
}
