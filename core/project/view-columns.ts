import type { DefinitionFileOf } from './definition-file.ts';
import { featuresOf, referenceTo } from './group-columns.ts';
import type { Column, ColumnSet, Project } from './project.ts';
import { passes, type Slot, slotsOf } from './view-slots.ts';

type Lookup = Pick<Project, 'resolve'>;
type ViewFile = DefinitionFileOf<'feature-view'>;
type GroupFile = DefinitionFileOf<'feature-group'>;

/** A column of a view, with the group of the query that it is taken from. */
export interface ViewColumn extends Column {
  readonly place: Slot['place'];
}

export interface ViewColumns {
  /**
   * What the view selects, in order; a name that two groups give stands twice. Undefined where it cannot be known: all
   * columns of a group that is not there. A selected column that its group lacks is in the list, so that one mistake is
   * told once.
   */
  readonly selected: readonly ViewColumn[] | undefined;
  readonly byName: ColumnSet | undefined;
  /** Everything that the query brings together, selected or not; of one name the left side's. */
  readonly selectable: ColumnSet | undefined;
}

interface Known extends ViewColumns {
  readonly groups: readonly (GroupFile | undefined)[];
}

const known = new WeakMap<ViewFile, Known>();

/** The columns of a view; worked out again only when the view or one of its groups is another one. */
export function viewColumns(project: Lookup, view: ViewFile): ViewColumns {
  const slots = slotsOf(view.definition);
  const groups = slots.map(({ group }) => (group === undefined ? undefined : project.resolve('feature-group', group)));
  const before = known.get(view);
  if (before?.groups.every((group, at) => group === groups[at])) return before;
  const labels = new Set(view.definition.labels);
  const selected = flatIfKnown(slots, (slot, at) => selectedIn(slot, groups[at], labels));
  let selectable: ColumnSet | undefined | 'not asked for' = 'not asked for';
  const now = {
    groups,
    selected,
    byName: byName(selected),
    get selectable() {
      if (selectable === 'not asked for') {
        selectable = byName(flatIfKnown(slots, (slot, at) => allIn(slot, groups[at], labels)));
      }
      return selectable;
    },
  };
  known.set(view, now);
  return now;
}

function selectedIn(slot: Slot, group: GroupFile | undefined, labels: ReadonlySet<unknown>) {
  const features = group === undefined ? undefined : featuresOf(group);
  const place = placer(slot, group, labels);
  if (slot.select.kind === 'only') return slot.select.names.map(place);
  return features && [...features.keys()].filter((name) => passes(slot, name)).map(place);
}

function allIn(slot: Slot, group: GroupFile | undefined, labels: ReadonlySet<unknown>) {
  const features = group === undefined ? undefined : featuresOf(group);
  return features && [...features.keys()].map(placer(slot, group, labels));
}

/** What makes of a group's column one of the view. */
function placer({ prefix, place }: Slot, group: GroupFile | undefined, labels: ReadonlySet<unknown>) {
  const features = group === undefined ? undefined : featuresOf(group);
  const reference = group === undefined ? undefined : referenceTo(group);
  return (feature: string): ViewColumn => {
    const name = prefix + feature;
    const { type, description } = features?.get(feature) ?? UNKNOWN;
    return { name, type, description, group: reference, feature, label: labels.has(name), place };
  };
}

const UNKNOWN: Partial<Column> = {};

function flatIfKnown<T, U>(items: readonly T[], of: (item: T, at: number) => readonly U[] | undefined) {
  const all: U[] = [];
  for (const [at, item] of items.entries()) {
    const some = of(item, at);
    if (some === undefined) return undefined;
    all.push(...some);
  }
  return all;
}

function byName(columns: readonly ViewColumn[] | undefined): ColumnSet | undefined {
  if (columns === undefined) return undefined;
  const set = new Map<string, Column>();
  for (const column of columns) if (!set.has(column.name)) set.set(column.name, column);
  return set;
}
