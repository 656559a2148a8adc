import type { Dialect } from '../engine/dialect.ts';
import type { Answer as EngineAnswer, QueryEngine, QueryOptions, Relation } from '../engine/query-engine.ts';
import { allOf, joinSql, raw, type Sql, sql, TRUE } from '../engine/sql.ts';
import type { Value } from '../engine/value.ts';
import { differenceOf } from './difference.ts';
import type {
  Answer,
  DistinctNeed,
  Fault,
  FaultsNeed,
  FaultyRowsNeed,
  FrequenciesNeed,
  Need,
  StatisticNeed,
} from './need.ts';

/** The rows that a need is about. */
export interface Rows {
  readonly relation: Relation;
  /** What the row condition leaves; undefined for all rows. */
  readonly condition: Sql | undefined;
}

/** How a need is answered. Figures of the same rows can stand in one SELECT; everything else is a query of its own. */
export type Compiled =
  | {
      readonly kind: 'figures';
      readonly figures: readonly Sql[];
      /** Says that the one figure counts the rows that a condition on one column holds for. */
      readonly tally?: Tally;
      read(values: readonly Value[]): Answer;
    }
  | { readonly kind: 'statement'; readonly statement: Sql; read(rows: EngineAnswer['rows']): Answer }
  | { readonly kind: 'selects'; run(engine: QueryEngine, options: QueryOptions): Promise<Answer> };

/** Such a count can as well be made up from the different values of the column, each times the rows that have it. */
export interface Tally {
  readonly column: string;
  readonly condition: Sql;
}

export function compileNeed(need: Need, rows: Rows, dialect: Dialect): Compiled {
  switch (need.kind) {
    case 'count':
      return need.within === undefined || need.within === TRUE
        ? figure(raw('count(*)'), Number)
        : tally(need.within, need.about, dialect);
    case 'statistic':
      return figure(statistic(need, dialect), (value) => value);
    case 'sorted':
      return figure(dialect.sortedAt(need.value, need.places, need.count), (values) => values as readonly Value[]);
    case 'histogram':
      return histogram(need.value, need.edges, dialect);
    case 'groups':
      return groups(need.columns, need.within, rows, dialect, (found) => found);
    case 'faults':
      return faults(need, rows, dialect);
    case 'distinct':
      return distinct(need, rows, dialect);
    case 'frequencies':
      return frequencies(need, rows, dialect);
    case 'faulty-rows':
      return faultyRows(need, rows, dialect);
    case 'query':
      return {
        kind: 'selects',
        run: async (engine, options) => {
          const { select, limit, sorted } = need;
          return found(await engine.select(select, { ...options, limit, sorted }));
        },
      };
    case 'difference':
      return { kind: 'selects', run: (engine, options) => differenceOf(need, engine, options) };
  }
}

/** The rows as they stand after FROM, narrowed by more conditions. */
export function narrowed(from: Sql, rows: Rows, ...more: readonly Sql[]): Sql {
  const conditions = [...(rows.condition === undefined ? [] : [rows.condition]), ...more].filter((one) => one !== TRUE);
  return conditions.length === 0 ? from : sql`${from} WHERE ${allOf(conditions)}`;
}

function figure(sqlOf: Sql, read: (value: Value) => Answer): Extract<Compiled, { kind: 'figures' }> {
  return { kind: 'figures', figures: [sqlOf], read: ([value = null]) => read(value) };
}

function statistic({ statistic: name, value }: StatisticNeed, dialect: Dialect): Sql {
  switch (name) {
    case 'mean':
      return sql`avg(${value})`;
    case 'stddev':
      return sql`stddev_samp(${value})`;
    case 'lower-quartile':
      return dialect.quantile(value, 0.25);
    case 'upper-quartile':
      return dialect.quantile(value, 0.75);
    case 'median':
      return dialect.quantile(value, 0.5);
    default:
      return sql`${raw(name)}(${value})`;
  }
}

/** Counts below each edge: comparisons are cheap, and bins closed on the left are what NumPy has. */
function histogram(value: Sql, edges: readonly number[], dialect: Dialect): Compiled {
  const last = edges.at(-1) ?? 0;
  return {
    kind: 'figures',
    figures: [
      ...edges.map((edge, index) =>
        dialect.countIf(index < edges.length - 1 ? sql`${value} < ${edge}` : sql`${value} <= ${last}`),
      ),
      sql`count(${value})`,
    ],
    read(values) {
      const upTo = values.map(Number);
      const counts = upTo.slice(1, -1).map((count, index) => count - upTo[index]!);
      return { below: upTo[0] ?? 0, counts, above: (upTo.at(-1) ?? 0) - (upTo.at(-2) ?? 0) };
    },
  };
}

function tally(condition: Sql, column: string | undefined, dialect: Dialect): Compiled {
  const counted = figure(dialect.countIf(condition), Number);
  return column === undefined ? counted : { ...counted, tally: { column, condition } };
}

function groups(
  columns: readonly string[],
  within: Sql,
  rows: Rows,
  dialect: Dialect,
  read: (found: { readonly groups: number; readonly repeated: number }) => Answer,
): Compiled {
  const grouped = list(columns, dialect);
  return {
    kind: 'statement',
    statement: sql`SELECT count(*), sum(n) FILTER (WHERE n > 1)
      FROM (SELECT count(*) AS n FROM ${narrowed(rows.relation.from, rows, within)} GROUP BY ${grouped}) AS g`,
    read: ([row = []]) => read({ groups: Number(row[0]), repeated: Number(row[1] ?? 0) }),
  };
}

function faults({ fault, within, about }: FaultsNeed, rows: Rows, dialect: Dialect): Compiled {
  switch (fault.kind) {
    case 'not':
      return tally(allOf([within, sql`(${fault.expected}) IS NOT TRUE`]), about, dialect);
    case 'repeated':
      return groups(fault.columns, within, rows, dialect, ({ repeated }) => repeated);
    case 'disorder':
      return {
        kind: 'statement',
        statement: sql`SELECT count(*) FROM ${stepsOf(fault, narrowed(rows.relation.from, rows, within), [], dialect)}`,
        read: ([row = []]) => Number(row[0]),
      };
  }
}

function distinct({ column, within, limit }: DistinctNeed, rows: Rows, dialect: Dialect): Compiled {
  const value = dialect.identifier(column);
  const from = narrowed(rows.relation.from, rows, sql`${value} IS NOT NULL`, within);
  return {
    kind: 'statement',
    statement: sql`SELECT v, count(*) OVER () FROM (SELECT DISTINCT ${value} AS v FROM ${from}) AS d ORDER BY v LIMIT ${limit}`,
    read: (found) => ({ count: Number(found[0]?.[1] ?? 0), values: found.map(([v = null]) => v) }),
  };
}

function frequencies({ column, limit }: FrequenciesNeed, rows: Rows, dialect: Dialect): Compiled {
  const value = dialect.identifier(column);
  const from = narrowed(rows.relation.from, rows, sql`${value} IS NOT NULL`);
  return {
    kind: 'statement',
    statement: sql`SELECT ${value}, count(*) FROM ${from} GROUP BY ${value} ORDER BY count(*) DESC, ${value} LIMIT ${limit}`,
    read: (found) => found.map(([v = null, n]) => ({ value: v, count: Number(n) })),
  };
}

function faultyRows({ fault, within, columns, limit }: FaultyRowsNeed, rows: Rows, dialect: Dialect): Compiled {
  const { numbered, position, from } = rows.relation;
  const selected = joinSql([position, ...columns.map((column) => dialect.identifier(column))], ', ');
  return {
    kind: 'statement',
    statement: sql`SELECT ${selected} FROM ${source()} LIMIT ${limit}`,
    read: (found) => found.map(([place, ...values]) => ({ position: Number(place), values })),
  };

  function source(): Sql {
    switch (fault.kind) {
      case 'not':
        return narrowed(numbered, rows, within, sql`(${fault.expected}) IS NOT TRUE`);
      case 'disorder':
        return stepsOf(
          fault,
          narrowed(numbered, rows, within),
          [position, ...columns.map(dialect.identifier)],
          dialect,
        );
      case 'repeated': {
        const tuple = dialect.tuple(fault.columns.map(dialect.identifier));
        const repeated = sql`SELECT ${tuple} FROM ${narrowed(from, rows, within)}
          GROUP BY ${list(fault.columns, dialect)} HAVING count(*) > 1`;
        return sql`${narrowed(numbered, rows, within, sql`${tuple} IN (${repeated})`)} ORDER BY ${position}`;
      }
    }
  }
}

/** The rows whose value does not follow the one before in the wanted order. */
function stepsOf(
  { column, order }: Extract<Fault, { kind: 'disorder' }>,
  rows: Sql,
  kept: readonly Sql[],
  dialect: Dialect,
): Sql {
  // Names that no column has.
  const [own, before] = [dialect.identifier('its own value'), dialect.identifier('the value before')];
  const value = dialect.identifier(column);
  const columns = joinSql([...kept, sql`${value} AS ${own}`, sql`lag(${value}) OVER () AS ${before}`], ', ');
  return sql`(SELECT ${columns} FROM ${rows}) AS steps
    WHERE ${before} IS NOT NULL AND NOT (${own} ${raw(order)} ${before})`;
}

function list(columns: readonly string[], dialect: Dialect): Sql {
  return joinSql(
    columns.map((column) => dialect.identifier(column)),
    ', ',
  );
}

/** Rows as objects, for showing. */
export function found(answer: EngineAnswer): {
  readonly count: number;
  readonly rows: readonly Record<string, Value>[];
} {
  return {
    count: answer.rowCount,
    rows: answer.rows.map((row) => Object.fromEntries(answer.columns.map((name, index) => [name, row[index] ?? null]))),
  };
}
