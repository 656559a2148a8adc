import { onlineTypeChange, parseOnlineType } from '../catalogue/online-type.ts';
import { parseFeatureType } from '../catalogue/parse-feature-type.ts';
import type { Feature } from '../definitions/feature-group.ts';
import type { Lenient } from '../definitions/schema.ts';
import type { Path } from '../documents/node.ts';
import { sameValue } from '../documents/same-value.ts';
import type { GroupChange, MetadataChange } from './change.ts';
import { diffMetadata } from './diff-metadata.ts';
import { diffTypes } from './diff-types.ts';
import { matchRenames } from './match-renames.ts';

/** Features dropped, renamed, appended and changed. The order of features is not part of the contract. */
export function diffFeatures(before: Features, after: Features): readonly (GroupChange | MetadataChange)[] {
  const [old, now] = [placed(before), placed(after)];
  const dropped = [...old.values()].filter(({ name }) => !now.has(name));
  const appended = [...now.values()].filter(({ name }) => !old.has(name));
  const renames = matchRenames(dropped, appended, sameButName);
  const renamedFrom = new Map([...renames].map(([from, to]) => [to.name, from]));
  return [
    ...dropped
      .filter((feature) => !renames.has(feature))
      .map(({ name }) => ({ kind: 'feature-dropped', path: ['features'], feature: name }) as const),
    ...[...now.values()].flatMap((feature) => {
      const from = renamedFrom.get(feature.name);
      if (from !== undefined) return [renamed(from.name, feature)];
      const same = old.get(feature.name);
      return same === undefined ? [appendedFeature(feature)] : diffFeature(same, feature);
    }),
  ];
}

type Features = readonly (Lenient<Feature> | undefined)[];
type PlacedFeature = Lenient<Feature> & { readonly name: string; readonly path: Path };

/** Features by name, each with its place; of two with one name the first counts. */
function placed(features: Features): ReadonlyMap<string, PlacedFeature> {
  const found = new Map<string, PlacedFeature>();
  for (const [index, feature] of features.entries()) {
    if (feature?.name === undefined || found.has(feature.name)) continue;
    found.set(feature.name, { ...feature, name: feature.name, path: ['features', index] });
  }
  return found;
}

function renamed(feature: string, { name: to, path }: PlacedFeature): GroupChange {
  return { kind: 'feature-renamed', path: [...path, 'name'], feature, to };
}

function appendedFeature(feature: PlacedFeature): GroupChange {
  const hasDefault = feature.default !== undefined;
  return { kind: 'feature-appended', path: [...feature.path, 'name'], feature: feature.name, hasDefault };
}

/** Alike in all that says what a feature is. A rename often touches the description, so that does not count. */
function sameButName(before: PlacedFeature, after: PlacedFeature): boolean {
  return (
    before.type !== undefined &&
    before.type === after.type &&
    before.function === after.function &&
    before.unit === after.unit &&
    sameValue(before.default, after.default)
  );
}

function diffFeature(before: PlacedFeature, after: PlacedFeature): readonly (GroupChange | MetadataChange)[] {
  const { name: feature, path } = after;
  const changes: (GroupChange | MetadataChange)[] = [...diffType(before, after), ...diffOnlineType(before, after)];
  for (const key of ['unit', 'function'] as const) {
    const [from, to] = [before[key], after[key]];
    if (from !== to) changes.push({ kind: `${key}-changed`, path: [...path, key], feature, from, to });
  }
  changes.push(...diffDefault(before, after), ...diffMetadata(before, after, path, feature));
  return changes;
}

/** A type that cannot be read is another rule's finding, not a change. */
function diffType(before: PlacedFeature, after: PlacedFeature): readonly GroupChange[] {
  if (before.type === undefined || after.type === undefined || before.type === after.type) return [];
  const [from, to] = [parseFeatureType(before.type).type, parseFeatureType(after.type).type];
  if (from === undefined || to === undefined) return [];
  const path = [...after.path, 'type'];
  return diffTypes(from, to).map((change) => ({ kind: 'type-changed', path, feature: after.name, ...change }));
}

function diffOnlineType(before: PlacedFeature, after: PlacedFeature): readonly GroupChange[] {
  const [from, to] = [before.online_type, after.online_type];
  if (from === to) return [];
  const change = { kind: 'online-type-changed', path: [...after.path, 'online_type'], feature: after.name } as const;
  if (from === undefined || to === undefined) return [{ ...change, how: 'unknown', from, to }];
  const [old, now] = [parseOnlineType(from), parseOnlineType(to)];
  if (!('type' in old) || !('type' in now)) return [];
  const how = onlineTypeChange(old.type, now.type);
  return how === 'same' ? [] : [{ ...change, how, from, to }];
}

function diffDefault(before: PlacedFeature, after: PlacedFeature): readonly GroupChange[] {
  const [from, to] = [before.default, after.default];
  if (sameValue(from, to)) return [];
  const change = { path: [...after.path, 'default'], feature: after.name };
  if (from === undefined) return [{ kind: 'default-added', ...change }];
  return [to === undefined ? { kind: 'default-dropped', ...change } : { kind: 'default-changed', ...change, from, to }];
}
