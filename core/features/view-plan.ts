import { nearestName } from '../catalogue/nearest-name.ts';
import type { AssetKey } from '../definitions/asset.ts';
import { milliseconds } from '../definitions/duration.ts';
import type { Expression } from '../expressions/expression.ts';
import { parseExpression } from '../expressions/parse-expression.ts';
import { fingerprintOf } from '../platform/fingerprint.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { DefinitionFileOf } from '../project/definition-file.ts';
import { featuresOf } from '../project/group-columns.ts';
import type { Project } from '../project/project.ts';
import { viewColumns } from '../project/view-columns.ts';
import { nameInGroup, type Slot, slotsOf } from '../project/view-slots.ts';

export type ViewFile = DefinitionFileOf<'feature-view'> & { readonly key: AssetKey };
export type GroupFile = DefinitionFileOf<'feature-group'> & { readonly key: AssetKey };

/** A feature view with everything known that its rows depend on. */
export interface ViewPlan {
  /** `arrival_delay@1`. */
  readonly view: string;
  readonly file: ViewFile;
  /** The group whose rows are the rows of the view. */
  readonly from: PlannedGroup;
  readonly joins: readonly PlannedJoin[];
  /** The columns of the view, in order. */
  readonly columns: readonly PlannedColumn[];
  readonly filter: PlannedFilter | undefined;
}

export interface PlannedGroup {
  /** `flights@1`. */
  readonly id: string;
  readonly file: GroupFile;
  readonly primaryKey: readonly string[];
  readonly eventTime: string | undefined;
  /** All columns of the group, in the order of its definition. */
  readonly features: readonly string[];
}

export interface PlannedJoin extends PlannedGroup {
  /** Columns of both the group and `from`. */
  readonly on: readonly string[];
  /** Whether the row of the moment is meant, not the latest one. */
  readonly pointInTime: boolean;
  readonly withinMs: number | undefined;
  readonly kind: 'left' | 'inner';
}

/** A column of one of the view's groups. */
export interface GroupColumn {
  readonly place: Slot['place'];
  readonly feature: string;
}

export interface PlannedColumn extends GroupColumn {
  readonly name: string;
  /** As the group declares it. */
  readonly type: string;
  readonly label: boolean;
}

export interface PlannedFilter {
  readonly expression: Expression;
  /** Where the names in it come from. */
  readonly columnOf: (name: string) => GroupColumn;
}

/** Works out what a view says; a view that does not hold together is told as `findings`, like by `plumbline check`. */
export function planView(project: Project, file: ViewFile): ViewPlan {
  const view = `${file.key.name}@${file.key.version}`;
  const [mistake] = file.problems;
  if (mistake !== undefined) throw wrong(file, mistake.message);
  const [fromSlot, ...slots] = slotsOf(file.definition);
  const from = plannedGroup(project, file, fromSlot);
  const joins = slots.map((slot, at) => plannedJoin(project, file, slot, at, from));
  const selected = viewColumns(project, file).selected ?? [];
  const columns = selected.map(({ name, type, place, feature, label }) => {
    const group = place === 'from' ? from : joins[place];
    if (group !== undefined && !group.features.includes(feature)) {
      throw wrong(file, `${group.id} has no column ${feature}`, nearest(feature, group.features));
    }
    return { name, type: type ?? 'string', place, feature, label };
  });
  const twice = columns.find(({ name }, index) => columns.findIndex((each) => each.name === name) !== index);
  if (twice !== undefined) throw wrong(file, `it has two columns ${twice.name}`, 'give the join a prefix');
  if (columns.length === 0) throw wrong(file, 'it selects no column');
  return { view, file, from, joins, columns, filter: plannedFilter(file, slotsOf(file.definition), from, joins) };
}

/** Tells whether two views (or states of one) mean the same rows and columns. */
export function planFingerprint({ view, from, joins, columns, filter, file }: ViewPlan): string {
  const group = ({ id, primaryKey, eventTime }: PlannedGroup) => ({ id, primaryKey, eventTime });
  return fingerprintOf({
    view,
    from: group(from),
    joins: joins.map((join) => ({
      ...group(join),
      on: join.on,
      pointInTime: join.pointInTime,
      withinMs: join.withinMs,
      kind: join.kind,
    })),
    columns,
    filter: filter && file.definition.query?.filter,
  });
}

function plannedGroup(project: Project, view: ViewFile, slot: Slot | undefined): PlannedGroup {
  const file = slot?.group === undefined ? undefined : project.resolve('feature-group', slot.group);
  if (file?.key === undefined) {
    const name = slot?.group?.name;
    const what = name === undefined ? 'it names no feature group' : `there is no feature group ${name}`;
    throw wrong(view, what, name === undefined ? undefined : nearest(name, project.names('feature-group')));
  }
  const { primary_key = [], event_time } = file.definition;
  return {
    id: `${file.key.name}@${file.key.version}`,
    file: { ...file, key: file.key },
    primaryKey: primary_key.filter((name) => name !== undefined),
    eventTime: event_time,
    features: [...(featuresOf(file)?.keys() ?? [])],
  };
}

function plannedJoin(project: Project, view: ViewFile, slot: Slot, at: number, from: PlannedGroup): PlannedJoin {
  const group = plannedGroup(project, view, slot);
  const join = view.definition.query?.joins?.[at];
  const on = [...slot.on];
  if (on.length === 0) throw wrong(view, `the join with ${group.id} names no column in \`on\``);
  for (const name of on) {
    for (const side of [from, group]) {
      if (!side.features.includes(name)) throw wrong(view, `${side.id} has no column ${name} to join on`);
    }
  }
  const pointInTime = join?.as_of === true;
  for (const side of pointInTime ? [from, group] : []) {
    if (side.eventTime === undefined) {
      throw wrong(view, `${side.id} has no event time, which a point-in-time join needs`);
    }
  }
  return { ...group, on, pointInTime, withinMs: milliseconds(join?.within), kind: join?.type ?? 'left' };
}

/** A name that two groups give means the left one. */
function plannedFilter(
  view: ViewFile,
  slots: readonly Slot[],
  from: PlannedGroup,
  joins: readonly PlannedJoin[],
): PlannedFilter | undefined {
  const text = view.definition.query?.filter;
  if (text === undefined) return undefined;
  const expression = parsedCondition(view, text);
  const groups = [from, ...joins];
  const columnOf = (name: string): GroupColumn => {
    for (const [index, slot] of slots.entries()) {
      const feature = nameInGroup(slot, name);
      if (feature !== undefined && groups[index]?.features.includes(feature)) return { place: slot.place, feature };
    }
    throw wrong(view, `its filter names ${name}, which no group has`);
  };
  return { expression, columnOf };
}

/** A condition that a view gives, read; one with mistakes in it is `findings`. */
export function parsedCondition(view: ViewFile, text: string): Expression {
  const { expression, problems } = parseExpression(text);
  const [problem] = problems;
  if (expression === null || problem !== undefined) {
    throw wrong(view, `the condition ${JSON.stringify(text)} cannot be read: ${problem?.message ?? 'it is empty'}`);
  }
  return expression;
}

const nearest = (name: string, known: readonly string[]) => {
  const found = nearestName(name, known);
  return found === undefined ? undefined : `did you mean ${found}?`;
};

/** The view, or what it rests on, has a mistake in it. */
export function wrong(view: ViewFile, why: string, help = 'plumbline check tells all mistakes'): PlumblineError {
  const name = `${view.key.name}@${view.key.version}`;
  return new PlumblineError('findings', `the feature view ${name} has a mistake in it`, {
    where: view.path,
    why,
    help,
  });
}
