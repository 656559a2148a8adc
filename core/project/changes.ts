import type { FeatureGroup } from '../definitions/feature-group.ts';
import type { Lenient } from '../definitions/schema.ts';
import { sameValue } from '../documents/same-value.ts';
import { definedName, versionOf } from './definers.ts';
import type { DefinitionFile } from './definition-file.ts';
import type { Links, Use } from './links.ts';

/** What an edit changed of a file, as far as others can see it. */
export interface FileChange {
  /** It defines another name or version, appeared or vanished. */
  readonly identity: boolean;
  /** Columns that are not what they were, or are there no longer, or only now. */
  readonly columns: 'all' | ReadonlySet<string>;
  /** Some of them came or went. */
  readonly names: boolean;
  /** Something else that its users rely on: a key, the event time, a gate. */
  readonly rest: boolean;
}

export function changeOf(before: DefinitionFile | undefined, after: DefinitionFile | undefined): FileChange {
  if (before === undefined || after === undefined || !sameIdentity(before, after)) {
    return { identity: true, columns: 'all', names: true, rest: true };
  }
  if (before.kind === 'feature-group' && after.kind === 'feature-group') {
    return groupChange(before.definition, after.definition);
  }
  const rest =
    before.kind === 'expectation-suite' && after.kind === 'expectation-suite'
      ? before.definition.feature_group !== after.definition.feature_group
      : !sameBut(UNSEEN, before.definition, after.definition);
  return { identity: false, columns: rest ? 'all' : NO_COLUMNS, names: rest, rest };
}

const NO_COLUMNS: ReadonlySet<string> = new Set();
/** Of these nobody else depends. */
const UNSEEN: ReadonlySet<string> = new Set(['description', 'owner', 'tags']);
const GROUP_REST: ReadonlySet<string> = new Set([...UNSEEN, 'features', 'expectations']);

function sameIdentity(a: DefinitionFile, b: DefinitionFile): boolean {
  return a.kind === b.kind && definedName(a) === definedName(b) && versionOf(a) === versionOf(b);
}

function groupChange(before: Lenient<FeatureGroup>, after: Lenient<FeatureGroup>): FileChange {
  const rest = !sameBut(GROUP_REST, before, after);
  if ((before.features === undefined) !== (after.features === undefined)) {
    return { identity: false, columns: 'all', names: true, rest };
  }
  const [old, now] = [featuresByName(before), featuresByName(after)];
  const columns = new Set<string>();
  let names = false;
  for (const [name, feature] of now) {
    const same = old.get(name);
    if (same === undefined) names = true;
    if (same === undefined || (same !== feature && !sameBut(UNSEEN, same, feature))) columns.add(name);
  }
  for (const name of old.keys()) {
    if (now.has(name)) continue;
    names = true;
    columns.add(name);
  }
  return { identity: false, columns, names, rest };
}

/** The first feature of a name, as everywhere. */
function featuresByName({ features = [] }: Lenient<FeatureGroup>): ReadonlyMap<string, object> {
  const byName = new Map<string, object>();
  for (const feature of features) if (feature?.name !== undefined) byName.set(feature.name, feature);
  return byName;
}

function sameBut(keys: ReadonlySet<string>, a: object, b: object): boolean {
  const visible = (value: object) => Object.fromEntries(Object.entries(value).filter(([key]) => !keys.has(key)));
  return sameValue(visible(a), visible(b));
}

/** The references that are not used as they were: other columns, or at all. */
export function changedUses(before: Links, after: Links): readonly Use[] {
  if (before === after) return [];
  const old = new Map(before.uses.map((use) => [keyOf(use), use]));
  const changed = after.uses.filter((use) => {
    const same = old.get(keyOf(use));
    old.delete(keyOf(use));
    return same === undefined || !sameUse(same, use);
  });
  return [...changed, ...old.values()];
}

function keyOf({ kind, name, version }: Use): string {
  return `${kind}:${name}@${version ?? ''}`;
}

function sameUse(a: Use, b: Use): boolean {
  return a.all === b.all && a.joins === b.joins && a.carries === b.carries && sameSet(a.columns, b.columns);
}

export function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a === b) return true;
  return a.size === b.size && [...a].every((item) => b.has(item));
}
