import type { Dialect } from '../engine/dialect.ts';
import { raw, type Sql, sql, TRUE } from '../engine/sql.ts';
import type { Value } from '../engine/value.ts';
import { isTemporal } from '../expressions/type-of.ts';
import { counts, deviation, extreme, sum, sumAndCount } from './add-up.ts';
import { compileFaults, compileFaultyRows } from './compile-faults.ts';
import { compileGroups } from './compile-groups.ts';
import {
  type Compiled,
  type Figures,
  figure,
  narrowed,
  type OverValues,
  type Ranked,
  type Rows,
  type Told,
  tally,
} from './compiled.ts';
import { differenceOf } from './difference.ts';
import { foundRows } from './found-rows.ts';
import type { CountNeed, DistinctNeed, FrequenciesNeed, Need, StatisticNeed } from './need.ts';

/** Says how a need is answered. */
export function compileNeed(need: Need, rows: Rows, dialect: Dialect): Compiled {
  switch (need.kind) {
    case 'count':
      return need.within === undefined || need.within === TRUE
        ? figure(raw('count(*)'), Number, { addUp: counts(1), told: { by: 'rows' } })
        : tally(need.within, need.about, dialect, toldOf(need, dialect));
    case 'statistic':
      return statistic(need, dialect);
    case 'sorted':
      return figure(
        dialect.sortedAt(need.value, need.places, need.count),
        (values) => values as readonly Value[],
        byRank(need.of, dialect, { places: () => need.places, read: (at) => need.places.map(at) }),
      );
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

/** Whether the count is that of the values which are there. */
function toldOf({ within, about }: CountNeed, dialect: Dialect): Told | undefined {
  if (about === undefined || within?.values.length !== 0) return undefined;
  return within.text === `${dialect.identifier(about).text} IS NOT NULL` ? { by: 'present', column: about } : undefined;
}

function statistic({ statistic: name, value, type, of }: StatisticNeed, dialect: Dialect): Figures {
  const isWhole = type === 'integer';
  switch (name) {
    case 'min':
    case 'max': {
      // The order of texts and of decimals is the engine's; those of numbers and times are the same everywhere.
      const addUp = isWhole || type === 'double' || type === 'float' || isTemporal(type) ? extreme(name) : undefined;
      return figure(sql`${raw(name)}(${value})`, (found) => found, {
        ...(addUp && { addUp }),
        ...(of !== undefined && { told: { by: 'ends', column: of } }),
      });
    }
    case 'sum':
      return figure(dialect.sum(value, type), (found) => found, { addUp: sum(isWhole) });
    case 'mean':
      return {
        kind: 'figures',
        figures: [dialect.sum(value, type), sql`count(${value})`],
        addUp: sumAndCount(isWhole),
        read: ([total = null, count]) => (total === null ? null : Number(total) / Number(count)),
      };
    case 'stddev':
      return {
        kind: 'figures',
        figures: [sql`count(${value})`, sql`avg(${value})`, sql`stddev_samp(${value})`],
        addUp: deviation,
        read: ([, , spread = null]) => spread,
      };
    case 'lower-quartile':
      return quantile(value, 0.25, of, dialect);
    case 'upper-quartile':
      return quantile(value, 0.75, of, dialect);
    case 'median':
      return quantile(value, 0.5, of, dialect);
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
    addUp: counts(edges.length + 1),
    read(values) {
      const upTo = values.map(Number);
      const counts = upTo.slice(1, -1).map((count, index) => count - upTo[index]!);
      return { below: upTo[0] ?? 0, counts, above: (upTo.at(-1) ?? 0) - (upTo.at(-2) ?? 0) };
    },
  };
}

/** What stands at some places among the sorted values of a column can be found in other ways than by sorting them. */
function byRank(column: string | undefined, dialect: Dialect, rank: Omit<Ranked, 'column'>): Partial<Figures> {
  if (column === undefined) return {};
  const value = dialect.identifier(column);
  const overValues: OverValues = {
    column,
    statement: (from, count) =>
      sql`SELECT ${value}, ${count} FROM ${from} WHERE ${value} IS NOT NULL ORDER BY ${value}`,
    read(found) {
      let count = 0;
      const ends = found.map(([value = null, rows]) => {
        count += Number(rows);
        return { value, end: count };
      });
      return rank.read((place) => ends.find(({ end }) => place < end)?.value ?? null, count);
    },
  };
  return { overValues, ranked: { column, ...rank } };
}

/** As the engine interpolates: between the values on both sides of the place. */
function quantile(value: Sql, share: number, of: string | undefined, dialect: Dialect): Figures {
  const sides = (count: number): readonly [number, number] => {
    const place = (count - 1) * share;
    return [Math.floor(place), Math.ceil(place)];
  };
  return figure(
    dialect.quantile(value, share),
    (found) => found,
    byRank(of, dialect, {
      places: (count) => (count === 0 ? [] : sides(count)),
      read(at, count) {
        if (count === 0) return null;
        const [low, high] = sides(count).map((place) => Number(at(place))) as [number, number];
        const between = (count - 1) * share - Math.floor((count - 1) * share);
        return low * (1 - between) + high * between;
      },
    }),
  );
}

function distinct({ column, within, limit }: DistinctNeed, rows: Rows, dialect: Dialect): Compiled {
  const value = dialect.identifier(column);
  const from = (all: Sql, of: Pick<Rows, 'condition'>): Sql => narrowed(all, of, sql`${value} IS NOT NULL`, within);
  const read: OverValues['read'] = ([row = []]) => ({
    count: Number(row[0]),
    values: (row[1] ?? []) as readonly Value[],
  });
  const statement = (some: Sql): Sql =>
    sql`SELECT count(*), ${dialect.smallest(raw('v'), limit)} FROM (SELECT DISTINCT ${value} AS v FROM ${some}) AS d`;
  return {
    kind: 'statement',
    statement: statement(from(rows.relation.from, rows)),
    overValues: { column, statement: (all) => statement(from(all, { condition: undefined })), read },
    read,
  };
}

function frequencies({ column, limit }: FrequenciesNeed, rows: Rows, dialect: Dialect): Compiled {
  const value = dialect.identifier(column);
  const isThere = sql`${value} IS NOT NULL`;
  const read: OverValues['read'] = (found) => found.map(([v = null, n]) => ({ value: v, count: Number(n) }));
  const from = narrowed(rows.relation.from, rows, isThere);
  return {
    kind: 'statement',
    statement: sql`SELECT ${value}, count(*) FROM ${from} GROUP BY ${value} ORDER BY count(*) DESC, ${value} LIMIT ${limit}`,
    overValues: {
      column,
      statement: (all, count) =>
        sql`SELECT ${value}, ${count} FROM ${all} WHERE ${isThere} ORDER BY ${count} DESC, ${value} LIMIT ${limit}`,
      read,
    },
    read,
  };
}
