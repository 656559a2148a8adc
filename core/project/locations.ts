import { type AssetKey, parseAssetRef, parseTrainingDatasetRef } from '../definitions/asset.ts';
import type { Span } from '../documents/node.ts';
import type { Indexes } from './affected.ts';
import { columnsAt, groupsOfSuite } from './columns-at.ts';
import { versionOf } from './definers.ts';
import type { DefinitionFile, DefinitionFileOf, Mention } from './definition-file.ts';
import { referenceTo } from './group-columns.ts';
import type { Location } from './project.ts';
import type { PythonIndex } from './python/python-index.ts';
import { spread } from './spread.ts';
import { viewColumns } from './view-columns.ts';
import { slotsOf } from './view-slots.ts';

/**
 * Every place that mentions an asset: its name alone, without `@version`, so that a rename may replace the span. Where
 * the letters in the file are not those of the name (escapes), the span is longer than the name.
 */
export function locationsOfAsset(indexes: Indexes, key: AssetKey): readonly Location[] {
  const definers = indexes.definers.of(key.kind, key.name) as unknown as readonly DefinitionFile[];
  const own = definers.filter((file) => key.version === undefined || versionOf(file) === key.version);
  const places = own.flatMap((file) =>
    file.mentions.filter(({ meaning }) => meaning.is === 'asset-name').map((mention) => place(file, mention, mention)),
  );
  for (const path of indexes.users.of(key.kind, key.name).all) {
    const file = indexes.summaries.get(path)?.file;
    for (const mention of file?.mentions ?? []) {
      const ref = referenceIn(mention);
      if (file === undefined || ref?.kind !== key.kind || ref.name !== key.name) continue;
      const meant = indexes.definers.resolve(ref.kind, ref) as DefinitionFile | undefined;
      if (meant === undefined || own.includes(meant)) places.push(place(file, mention, head(mention, key.name)));
    }
  }
  return inOrder(places);
}

function referenceIn({ meaning, text }: Mention) {
  if (meaning.is === 'asset') return { kind: meaning.kind, ...parseAssetRef(text) };
  if (meaning.is !== 'training-dataset') return undefined;
  return { kind: 'feature-view' as const, ...parseTrainingDatasetRef(text).view };
}

/**
 * Every place that mentions a column of a feature group, or of the group that a view has it from: the feature's own
 * name alone, without a join's prefix.
 */
export function locationsOfColumn(indexes: Indexes, file: DefinitionFile, column: string): readonly Location[] {
  const origin = originOf(indexes, file, column);
  if (origin === undefined) return [];
  const { group, feature } = origin;
  const users = new Set([group.path]);
  spread(indexes, group as DefinitionFile, new Set([feature]), users);
  const places: Location[] = [];
  for (const path of users) {
    const user = indexes.summaries.get(path)?.file;
    for (const mention of user?.mentions ?? []) {
      if (user === undefined || !mention.text.endsWith(feature)) continue;
      if (isOf(indexes, user, mention, group, feature)) places.push(place(user, mention, tail(mention, feature)));
    }
  }
  return inOrder(places);
}

interface Origin {
  readonly group: DefinitionFileOf<'feature-group'>;
  readonly feature: string;
}

function originOf(indexes: Indexes, file: DefinitionFile, column: string): Origin | undefined {
  if (file.kind === 'feature-group') return { group: file, feature: column };
  if (file.kind !== 'feature-view') return undefined;
  const found = viewColumns(indexes, file).byName?.get(column);
  const group = found?.group === undefined ? undefined : indexes.resolve('feature-group', found.group);
  return group && found && { group, feature: found.feature };
}

/** Whether a mention means this feature of this group, however it got there. */
function isOf(
  indexes: Indexes,
  file: DefinitionFile,
  { meaning, text, path }: Mention,
  group: DefinitionFileOf<'feature-group'>,
  feature: string,
): boolean {
  if (meaning.is === 'column-name') return file.path === group.path && text === feature;
  if (meaning.is !== 'column') return false;
  if (file.kind === 'expectation-suite') {
    return text === feature && groupsOfSuite(indexes, file).some((each) => each.path === group.path);
  }
  if (meaning.scope === 'join-key' && file.kind === 'feature-view') {
    const sides = slotsOf(file.definition).filter((slot) => slot.place === 'from' || slot.place === path[2]);
    const meant = sides.map((slot) => slot.group && indexes.resolve('feature-group', slot.group)?.path);
    return text === feature && meant.includes(group.path);
  }
  const column = columnsAt(indexes, file, meaning.scope, path)?.get(text);
  return column?.feature === feature && column.group === referenceTo(group);
}

/** The parameters of a group's feature functions that have the name of a column. */
export function parametersNamed(python: PythonIndex, file: DefinitionFile, column: string): readonly Location[] {
  if (file.kind !== 'feature-group') return [];
  const references = new Set(file.definition.features?.map((feature) => feature?.function));
  const places: Location[] = [];
  for (const reference of references) {
    const found = reference === undefined ? undefined : python.find(reference);
    for (const { name, start } of found?.fn.parameters ?? []) {
      if (found && name === column) places.push({ file: found.source.path, start, end: start + name.length });
    }
  }
  return inOrder(places);
}

function place(file: DefinitionFile, mention: Mention, span: Span): Location {
  const { start, end } = isVerbatim(mention) ? span : mention;
  return { file: file.path, start, end };
}

function isVerbatim({ start, end, text }: Mention): boolean {
  return end - start === text.length;
}

function head({ start }: Span, name: string): Span {
  return { start, end: start + name.length };
}

function tail({ end }: Span, name: string): Span {
  return { start: end - name.length, end };
}

function inOrder(places: readonly Location[]): readonly Location[] {
  return [...places].sort((a, b) => (a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1));
}
