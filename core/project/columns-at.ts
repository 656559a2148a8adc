import { parseTrainingDatasetRef } from '../definitions/asset.ts';
import type { ColumnScope } from '../definitions/meaning.ts';
import type { Path } from '../documents/node.ts';
import type { DefinitionFile, DefinitionFileOf } from './definition-file.ts';
import { featuresOf } from './group-columns.ts';
import type { Column, ColumnSet, Project } from './project.ts';
import { viewColumns } from './view-columns.ts';
import { slotsOf } from './view-slots.ts';

/** What must be known for columns to be known. */
export interface ColumnLookup extends Pick<Project, 'resolve'> {
  /** The groups that list a suite among their expectations. */
  groupsListing(suite: string): readonly DefinitionFileOf<'feature-group'>[];
}

/** The columns that a name at a place of a file may come from; undefined where that cannot be known. */
export function columnsAt(
  project: ColumnLookup,
  file: DefinitionFile,
  scope: ColumnScope,
  path: Path,
): ColumnSet | undefined {
  switch (file.kind) {
    case 'feature-group':
      return scope === 'own' ? featuresOf(file) : undefined;
    case 'expectation-suite':
      return scope === 'suite' ? suiteColumns(project, file) : undefined;
    case 'feature-view':
      return columnsInView(project, file, scope, path);
    case 'model':
      return scope === 'model' ? columnsOfView(project, file.definition.feature_view) : undefined;
    case 'monitor':
      return scope === 'view' ? monitorColumns(project, file, path) : undefined;
    default:
      return undefined;
  }
}

/** The groups that a suite is about: the one it names, or else those that list it. */
export function groupsOfSuite(
  project: ColumnLookup,
  { definition }: DefinitionFileOf<'expectation-suite'>,
): readonly DefinitionFileOf<'feature-group'>[] {
  if (definition.feature_group !== undefined) {
    const group = project.resolve('feature-group', definition.feature_group);
    return group === undefined ? [] : [group];
  }
  return definition.name === undefined ? [] : project.groupsListing(definition.name);
}

/** Several groups may share a suite: a column of any of them is known. */
function suiteColumns(project: ColumnLookup, suite: DefinitionFileOf<'expectation-suite'>): ColumnSet | undefined {
  const [first, ...others] = groupsOfSuite(project, suite).map(featuresOf);
  if (first === undefined || others.includes(undefined)) return undefined;
  if (others.length === 0) return first;
  const all = new Map<string, Column>(first);
  for (const set of others) for (const [name, column] of set ?? []) if (!all.has(name)) all.set(name, column);
  return all;
}

function columnsInView(
  project: ColumnLookup,
  view: DefinitionFileOf<'feature-view'>,
  scope: ColumnScope,
  path: Path,
): ColumnSet | undefined {
  const group = (place: unknown): ColumnSet | undefined => {
    const ref = slotsOf(view.definition).find((slot) => slot.place === place)?.group;
    const file = ref === undefined ? undefined : project.resolve('feature-group', ref);
    return file === undefined ? undefined : featuresOf(file);
  };
  switch (scope) {
    case 'from':
      return group('from');
    case 'joined':
      return group(path[2]);
    case 'join-key':
      return inBoth(group('from'), group(path[2]));
    case 'selectable':
      return viewColumns(project, view).selectable;
    case 'view':
      return viewColumns(project, view).byName;
    default:
      return undefined;
  }
}

function inBoth(left: ColumnSet | undefined, right: ColumnSet | undefined): ColumnSet | undefined {
  return left && right && new Map([...left].filter(([name]) => right.has(name)));
}

function columnsOfView(project: ColumnLookup, ref: Parameters<Project['resolve']>[1] | undefined) {
  const view = ref === undefined ? undefined : project.resolve('feature-view', ref);
  return view === undefined ? undefined : viewColumns(project, view).byName;
}

/** A place inside `reference` or `current` is about that data; any other is about both, and either side tells. */
function monitorColumns(
  project: ColumnLookup,
  { definition }: DefinitionFileOf<'monitor'>,
  [side]: Path,
): ColumnSet | undefined {
  if (side === 'reference' || side === 'current') return dataColumns(project, definition[side]);
  return dataColumns(project, definition.reference) ?? dataColumns(project, definition.current);
}

type MonitorData = DefinitionFileOf<'monitor'>['definition']['reference'];

function dataColumns(project: ColumnLookup, data: MonitorData): ColumnSet | undefined {
  if (data?.training_dataset !== undefined) {
    return columnsOfView(project, parseTrainingDatasetRef(data.training_dataset).view);
  }
  if (data?.feature_group !== undefined) {
    const group = project.resolve('feature-group', data.feature_group);
    return group === undefined ? undefined : featuresOf(group);
  }
  if (data?.deployment === undefined) return undefined;
  const model = project.resolve('deployment', data.deployment)?.definition.model;
  const view = model === undefined ? undefined : project.resolve('model', model)?.definition.feature_view;
  return columnsOfView(project, view);
}
