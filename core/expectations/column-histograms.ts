import type { QueryEngine, QueryOptions, Relation } from '../engine/query-engine.ts';
import { joinSql, type Sql, sql } from '../engine/sql.ts';
import type { Value } from '../engine/value.ts';
import { isNumeric, isTemporal } from '../expressions/type-of.ts';
import { someAtOnce } from './at-once.ts';
import { type Bins, binsOf } from './bins.ts';
import { groupsByFile, isByFile } from './by-file.ts';
import type { ColumnSummary } from './column-summary.ts';
import type { KeptEvidence } from './evidence/kept-evidence.ts';
import { type Gathering, newGathering } from './gathering.ts';
import { onlyColumns } from './only-columns.ts';

/** How the values of a column are spread, small enough to be drawn beside a verdict. */
export type ColumnHistogram =
  | {
      readonly kind: 'numeric';
      /** One more edge than counts; of dates and timestamps, seconds since 1970. */
      readonly edges: readonly number[];
      /** The edges as dates, for dates and timestamps. */
      readonly labels: readonly string[] | undefined;
      readonly counts: readonly number[];
    }
  | {
      readonly kind: 'categorical';
      /** The most common values, the most common first. */
      readonly values: readonly string[];
      readonly counts: readonly number[];
      /** How many values there are beside these. */
      readonly others: number;
    };

/** Values listed of a column without an order to put into bins. */
const TOP_VALUES = 10;

/** Of a column with more different values than this, the most common ones say nothing, and cost much to find. */
const MANY_VALUES = 10_000;

type Figures = Omit<ColumnSummary, 'histogram'>;

/** Histograms of columns whose figures are known: one query for all that have bins, one for all others. */
export async function columnHistograms(
  engine: QueryEngine,
  relation: Relation,
  columns: readonly Figures[],
  options: QueryOptions & { readonly kept?: KeptEvidence },
): Promise<ReadonlyMap<string, ColumnHistogram>> {
  const types = new Map(relation.columns.map(({ name, valueType }) => [name, valueType] as const));
  const filled = columns.filter(({ rows, missing }) => rows > missing);
  const binned = filled.flatMap((figures) => {
    const valueType = types.get(figures.column) ?? 'other';
    const hasBins = isTemporal(valueType) || (isNumeric(valueType) && figures.distinct > TOP_VALUES);
    const bins = hasBins ? binsOf(figures, valueType) : undefined;
    return bins === undefined ? [] : [{ figures, bins, isTime: isTemporal(valueType) }];
  });
  const inBins = new Set(binned.map(({ figures }) => figures.column));
  const others = filled.filter(({ column, distinct }) => !inBins.has(column) && distinct <= MANY_VALUES);
  const found = new Map<string, ColumnHistogram>();
  const gathering = newGathering(engine, options.kept);
  const counted = options.kept !== undefined && isByFile(relation, gathering);
  const counts = counted
    ? await countBinsByFile(relation, binned, gathering, options)
    : await someAtOnce(binned, (some) => countBins(engine, relation, some, options));
  for (const [index, { figures, bins }] of binned.entries()) {
    const { edges, labels } = bins;
    found.set(figures.column, { kind: 'numeric', edges, labels, counts: counts[index] ?? [] });
  }
  const values = counted
    ? await countValuesByFile(relation, others, gathering, options)
    : await someAtOnce(others, (some) => countValues(engine, relation, some, options));
  for (const [column, histogram] of values) found.set(column, histogram);
  return found;
}

interface Binned {
  readonly figures: Figures;
  readonly bins: Bins;
  readonly isTime: boolean;
}

async function countBins(
  engine: QueryEngine,
  relation: Relation,
  binned: readonly Binned[],
  options: QueryOptions,
): Promise<readonly (readonly number[])[]> {
  const counts = binned.map(({ bins }) => bins.edges.slice(1).map(() => 0));
  const parts = binned.map((one, index): Sql => {
    const { bin, inside } = binOf(one, engine);
    const { from } = onlyColumns(relation, [one.figures.column]);
    return sql`SELECT ${index} AS c, ${bin} AS bin, count(*) AS n FROM ${from} WHERE ${inside} GROUP BY bin`;
  });
  const { rows } = await engine.query(joinSql(parts, ' UNION ALL '), options);
  for (const [column, bin, count] of rows) {
    const own = counts[Number(column)];
    if (own !== undefined) own[Number(bin)] = Number(count);
  }
  return counts;
}

/** The number of the bin that a value is in, and whether it is in any. */
function binOf({ figures, bins: { start, width, edges }, isTime }: Binned, { dialect }: QueryEngine) {
  const value = dialect.identifier(figures.column);
  const number = isTime ? dialect.epoch(value) : sql`CAST(${value} AS DOUBLE)`;
  // The last bin holds its upper edge; infinite values are in none.
  const bin = sql`least(CAST(floor((${number} - ${start}) / ${width}) AS INTEGER), ${edges.length - 2})`;
  return { bin, inside: sql`${number} BETWEEN ${start} AND ${start + width * (edges.length - 1)}` };
}

/** The same from the files; of those that were read before as long as the bins are the same. */
async function countBinsByFile(
  relation: Relation,
  binned: readonly Binned[],
  gathering: Gathering,
  options: QueryOptions,
): Promise<readonly (readonly number[])[]> {
  const counts: (readonly number[])[] = [];
  for (const one of binned) {
    const { bin, inside } = binOf(one, gathering.engine);
    const own = one.bins.edges.slice(1).map(() => 0);
    for (const [place, rows] of await groupsByFile(bin, { relation, condition: inside }, gathering, options)) {
      own[Number(place)] = rows;
    }
    counts.push(own);
  }
  return counts;
}

async function countValuesByFile(
  relation: Relation,
  columns: readonly Figures[],
  gathering: Gathering,
  options: QueryOptions,
): Promise<ReadonlyMap<string, ColumnHistogram>> {
  const { dialect } = gathering.engine;
  const found = new Map<string, ColumnHistogram>();
  for (const figures of columns) {
    const value = dialect.identifier(figures.column);
    const rows = { relation, condition: sql`${value} IS NOT NULL` };
    const groups = await groupsByFile(dialect.cast(value, 'VARCHAR'), rows, gathering, options);
    const sorted = [...groups].sort(([a, n], [b, m]) => m - n || (String(a) < String(b) ? -1 : 1));
    const top = sorted.slice(0, TOP_VALUES).map(([text, count]) => [null, text, count] as const);
    found.set(figures.column, topValues(figures, top));
  }
  return found;
}

async function countValues(
  engine: QueryEngine,
  relation: Relation,
  columns: readonly Figures[],
  options: QueryOptions,
): Promise<readonly (readonly [string, ColumnHistogram])[]> {
  const parts = columns.map(({ column }, index): Sql => {
    const value = engine.dialect.identifier(column);
    return sql`(SELECT ${index} AS c, ${engine.dialect.cast(value, 'VARCHAR')} AS v, count(*) AS n
      FROM ${onlyColumns(relation, [column]).from} WHERE ${value} IS NOT NULL GROUP BY v ORDER BY n DESC, v LIMIT ${TOP_VALUES})`;
  });
  const { rows } = await engine.query(joinSql(parts, ' UNION ALL '), options);
  return columns.map((figures, index) => {
    const own = rows.filter(([column]) => Number(column) === index);
    return [figures.column, topValues(figures, own)] as const;
  });
}

function topValues({ rows: total, missing }: Figures, rows: readonly (readonly Value[])[]): ColumnHistogram {
  const sorted = rows
    .map(([, value, count]) => ({ value: String(value), count: Number(count) }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  const listed = sorted.reduce((sum, { count }) => sum + count, 0);
  return {
    kind: 'categorical',
    values: sorted.map(({ value }) => value),
    counts: sorted.map(({ count }) => count),
    others: total - missing - listed,
  };
}
