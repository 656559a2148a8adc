import type { Dialect } from '../engine/dialect.ts';
import { raw, type Sql, sql, TRUE } from '../engine/sql.ts';
import type { Value } from '../engine/value.ts';
import { compileFaults, compileFaultyRows } from './compile-faults.ts';
import { compileGroups } from './compile-groups.ts';
import { type Compiled, figure, narrowed, type Rows, tally } from './compiled.ts';
import { differenceOf } from './difference.ts';
import { foundRows } from './found-rows.ts';
import type { DistinctNeed, FrequenciesNeed, Need, StatisticNeed } from './need.ts';

/** Says how a need is answered. */
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
      return compileGroups(need.columns, need.within, rows, dialect, (found) => found);
    case 'faults':
      return compileFaults(need, rows, dialect);
    case 'distinct':
      return distinct(need, rows, dialect);
    case 'frequencies':
      return frequencies(need, rows, dialect);
    case 'faulty-rows':
      return compileFaultyRows(need, rows, dialect);
    case 'query':
      return {
        kind: 'selects',
        run: async (engine, options) => {
          const { select, limit, sorted } = need;
          return foundRows(await engine.select(select, { ...options, limit, sorted }));
        },
      };
    case 'difference':
      return { kind: 'selects', run: (engine, options) => differenceOf(need, engine, options) };
  }
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

function distinct({ column, within, limit }: DistinctNeed, rows: Rows, dialect: Dialect): Compiled {
  const value = dialect.identifier(column);
  const from = narrowed(rows.relation.from, rows, sql`${value} IS NOT NULL`, within);
  return {
    kind: 'statement',
    statement: sql`SELECT count(*), ${dialect.smallest(raw('v'), limit)} FROM (SELECT DISTINCT ${value} AS v FROM ${from}) AS d`,
    read: ([row = []]) => ({ count: Number(row[0]), values: (row[1] ?? []) as readonly Value[] }),
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
