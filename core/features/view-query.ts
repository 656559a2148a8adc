import type { Dialect } from '../engine/dialect.ts';
import type { Column, Relation } from '../engine/query-engine.ts';
import { allOf, joinSql, raw, type Sql, sql, TRUE } from '../engine/sql.ts';
import type { ValueType } from '../expressions/value-type.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { GroupColumn, PlannedGroup, PlannedJoin, ViewPlan } from './view-plan.ts';

/** A column of the rows of a view, as they are written into training data. */
export interface ViewField {
  readonly name: string;
  /** As the feature group declares it. */
  readonly type: string;
  readonly role: 'feature' | 'label' | 'key' | 'event time';
  /** The kind of values that the rows have there. */
  readonly valueType: ValueType;
}

export interface ViewQuery {
  /** A SELECT of the view's rows, in no order. */
  readonly rows: Sql;
  /** Its columns: what names the row first (as far as the view does not select it), then the columns of the view. */
  readonly fields: readonly ViewField[];
  /** Those that hold the primary key of the left group, and its event time. */
  readonly keys: readonly string[];
  readonly eventTime: string | undefined;
  /** An ORDER BY that depends on nothing but what the rows say: key, event time, then all other columns. */
  readonly order: Sql;
}

/** The rows of a view's groups, by the group's id: `flights@1`. */
export type GroupRelations = ReadonlyMap<string, Relation>;

/**
 * Compiles a view to one SELECT over the rows of its groups. A joined group never multiplies or hides rows of the left
 * one: of each group exactly one row is taken, or none. With `as_of` it is the last one at or before the left row's
 * event time, and none that is older than `within`; else the latest one. Missing keys and event times match nothing. Of
 * rows with the same keys and the same event time the last one is taken when they are sorted by all columns of the
 * group in the order of its definition, a missing value before all others. With `latest` the view has only the latest
 * row of each primary key of the left group.
 */
export function compileView(
  plan: ViewPlan,
  groups: GroupRelations,
  dialect: Dialect,
  { latest = false }: { readonly latest?: boolean } = {},
): ViewQuery {
  const left = side(
    plan.from,
    'l',
    groups,
    dialect,
    latest ? { on: plan.from.primaryKey, pointInTime: false } : undefined,
  );
  const joins = plan.joins.map((join, at) => {
    const right = side(join, `j${at}`, groups, dialect, join);
    return { ...right, join, fresh: freshness(join, left, right, dialect) };
  });
  const valueIn = ({ place, feature }: GroupColumn): Sql => {
    if (place === 'from') return left.column(feature);
    const right = joins[place]!;
    const value = right.column(feature);
    return right.fresh === TRUE ? value : sql`CASE WHEN ${right.fresh} THEN ${value} END`;
  };
  const typeIn = ({ place, feature }: GroupColumn) =>
    (place === 'from' ? left : joins[place]!).typeOf(feature).valueType;
  const { fields, sources, keys, eventTime } = fieldsOf(plan, typeIn);
  const conditions = joins.filter(({ join }) => join.kind === 'inner').map(({ fresh }) => fresh);
  if (plan.filter !== undefined) {
    const { expression, columnOf } = plan.filter;
    const types = (name: string) => typeIn(columnOf(name));
    conditions.push(dialect.condition(expression, types, (name) => valueIn(columnOf(name))));
  }
  const list = fields.map(({ name }, at) => sql`${valueIn(sources[at]!)} AS ${dialect.identifier(name)}`);
  const tables = joins.map(({ join, ...right }) => joined(join, left, right, dialect));
  const rows = sql`SELECT ${joinSql(list, ', ')} FROM ${joinSql([left.rows, ...tables], ' ')} WHERE ${allOf(conditions)}`;
  const named = [
    ...new Set([...keys, ...(eventTime === undefined ? [] : [eventTime]), ...fields.map(({ name }) => name)]),
  ];
  const order = named.map((name) => sql`${dialect.identifier(name)} NULLS LAST`);
  return { rows, fields, keys, eventTime, order: sql`ORDER BY ${joinSql(order, ', ')}` };
}

/**
 * What names a row comes along where the view does not select it; it takes another name if a joined column has its own.
 */
function fieldsOf({ from, columns }: ViewPlan, typeIn: (column: GroupColumn) => ValueType) {
  const chosen: Chosen[] = columns.map(({ label, ...column }) => ({ ...column, role: label ? 'label' : 'feature' }));
  const more: Chosen[] = [];
  const nameOf = (feature: string, role: 'key' | 'event time'): string => {
    const all = [...chosen, ...more];
    const known = all.find((each) => each.place === 'from' && each.feature === feature);
    if (known !== undefined) return known.name;
    let name = feature;
    while (all.some((each) => each.name === name)) name = `_${name}`;
    const type = from.file.definition.features?.find((each) => each?.name === feature)?.type ?? 'string';
    more.push({ name, type, role, place: 'from', feature });
    return name;
  };
  const keys = from.primaryKey.map((feature) => nameOf(feature, 'key'));
  const eventTime = from.eventTime === undefined ? undefined : nameOf(from.eventTime, 'event time');
  const sources = [...more, ...chosen];
  const fields = sources.map((each): ViewField => {
    const { name, type, role } = each;
    return { name, type, role, valueType: typeIn(each) };
  });
  return { fields, sources, keys, eventTime };
}

type Chosen = GroupColumn & Omit<ViewField, 'valueType'>;

interface Side {
  readonly rows: Sql;
  readonly column: (feature: string) => Sql;
  readonly typeOf: (feature: string) => Column;
  /** Of a group that has an event time. */
  readonly time: Sql;
  /** Of the right side of a join: true where there is a row, else null. */
  readonly present: Sql;
}

/**
 * One group under an alias. Its columns are called c0, c1, … and so cannot be mistaken for the three of our own:
 * `moment`, the event time, `present`, which tells a row from none, and `nth`.
 */
function side(group: PlannedGroup, alias: string, groups: GroupRelations, dialect: Dialect, one?: Choice): Side {
  const relation = groups.get(group.id);
  if (relation === undefined) throw new Error(`no rows of ${group.id} were given`);
  const there = new Map(relation.columns.map((column, index) => [column.name, { column, id: `c${index}` }]));
  const find = (feature: string) => {
    const found = there.get(feature);
    if (found !== undefined) return found;
    throw new PlumblineError('failed', `the rows of ${group.id} have no column ${feature}`, {
      why: 'they were written before it was added',
      help: 'run the pipeline that writes the group again',
    });
  };
  const list = relation.columns.map(({ name }, index) => sql`${dialect.identifier(name)} AS ${raw(`c${index}`)}`);
  if (group.eventTime !== undefined) {
    const { column } = find(group.eventTime);
    if (column.valueType !== 'timestamp' && column.valueType !== 'date') {
      throw new PlumblineError('findings', `the event time of ${group.id} is no time`, {
        why: `${column.name} is ${column.type}`,
        help: 'declare it as timestamp or date',
      });
    }
    list.push(sql`${dialect.cast(dialect.identifier(column.name), 'TIMESTAMP')} AS moment`);
  }
  const rows = sql`(SELECT ${joinSql(list, ', ')} FROM ${relation.from})`;
  return {
    rows: sql`${one === undefined ? rows : onePerKey(group, one, rows, there)} ${raw(alias)}`,
    column: (feature) => raw(`${alias}.${find(feature).id}`),
    typeOf: (feature) => find(feature).column,
    time: raw(`${alias}.moment`),
    present: raw(`${alias}.present`),
  };
}

/** Which row of a group is the one of a key: the latest, or the last one of each moment. */
type Choice = Pick<PlannedJoin, 'on' | 'pointInTime'>;

/** The rows of a group with one row for each key, or for each key and time. */
function onePerKey(
  { eventTime, features }: PlannedGroup,
  { on, pointInTime }: Choice,
  rows: Sql,
  there: ReadonlyMap<string, { readonly id: string }>,
): Sql {
  const keys = on.flatMap((name) => there.get(name)?.id ?? []);
  const known = features.flatMap((feature) => there.get(feature)?.id ?? []);
  const by = [...keys, ...(pointInTime ? ['moment'] : [])];
  const last = [...(eventTime === undefined ? [] : ['moment']), ...known].map((each) => `${each} DESC NULLS LAST`);
  const isThere = by.map((each) => `${each} IS NOT NULL`);
  return sql`(SELECT * FROM (SELECT *, TRUE AS present, ${raw(
    `row_number() OVER (PARTITION BY ${by.join(', ')} ORDER BY ${last.join(', ')}) AS nth`,
  )} FROM ${rows} WHERE ${raw(isThere.join(' AND '))}) WHERE nth = 1)`;
}

/** When a row was found and is not too old. */
function freshness({ pointInTime, withinMs, kind }: PlannedJoin, left: Side, right: Side, dialect: Dialect): Sql {
  if (pointInTime && withinMs !== undefined) return sql`${right.time} >= ${dialect.before(left.time, withinMs)}`;
  return kind === 'inner' ? right.present : TRUE;
}

/**
 * The join itself is an outer one always; what an inner one leaves out is said in WHERE, where `within` counts as well.
 */
function joined(join: PlannedJoin, left: Side, right: Side, dialect: Dialect): Sql {
  const equal = join.on.map((name) => sql`${left.column(name)} = ${right.column(name)}`);
  if (!join.pointInTime) return sql`LEFT JOIN ${right.rows} ON ${joinSql(equal, ' AND ')}`;
  return dialect.asOfJoin(right.rows, joinSql([...equal, sql`${left.time} >= ${right.time}`], ' AND '));
}
