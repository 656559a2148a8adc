import type { Column, QueryEngine, QueryOptions, Relation } from '../engine/query-engine.ts';
import { joinSql, raw, type Sql, sql } from '../engine/sql.ts';
import type { Value } from '../engine/value.ts';
import { isNumeric, isTemporal } from '../expressions/type-of.ts';
import { type ColumnHistogram, columnHistograms } from './column-histograms.ts';

/** What a column holds, in a few figures. */
export interface ColumnSummary {
  readonly column: string;
  /** As the engine calls it. */
  readonly type: string;
  readonly rows: number;
  readonly missing: number;
  /** Roughly how many different values: an estimate that may be off by a quarter. */
  readonly distinct: number;
  /** Smallest and largest value; of texts, in the order of their letters' codes. Null where there is none. */
  readonly min: Value;
  readonly max: Value;
  /** Of numbers only. */
  readonly mean: number | null;
  /** Characters, of texts only. */
  readonly shortest: number | null;
  readonly longest: number | null;
  readonly histogram: ColumnHistogram | undefined;
}

/** Looks at columns (all of them by default) with one query for the figures and at most two for the histograms. */
export async function summarizeColumns(
  engine: QueryEngine,
  relation: Relation,
  options: QueryOptions & { readonly columns?: readonly string[] } = {},
): Promise<readonly ColumnSummary[]> {
  const columns = relation.columns.filter(({ name }) => options.columns?.includes(name) !== false);
  if (columns.length === 0) return [];
  const figures = columns.flatMap((column) => figuresOf(column, engine));
  const { rows } = await engine.query(sql`SELECT count(*), ${joinSql(figures, ', ')} FROM ${relation.from}`, options);
  const [count = 0, ...values] = rows[0] ?? [];
  const summaries = columns.map((column, index) => {
    return readFigures(column, Number(count), values.slice(index * FIGURES, (index + 1) * FIGURES));
  });
  const histograms = await columnHistograms(engine, relation, summaries, options);
  return summaries.map((summary) => ({ ...summary, histogram: histograms.get(summary.column) }));
}

/** Figures of each column, in the order in which they are read. */
const FIGURES = 7;

function figuresOf({ name, valueType }: Column, { dialect }: QueryEngine): readonly Sql[] {
  const value = dialect.identifier(name);
  const none = raw('NULL');
  const isOrdered = isNumeric(valueType) || isTemporal(valueType) || valueType === 'string' || valueType === 'boolean';
  const isFloat = valueType === 'float' || valueType === 'double';
  const finite = isFloat ? sql` FILTER (WHERE ${dialect.isFinite(value)})` : sql``;
  const length = valueType === 'string' ? dialect.length(value) : none;
  return [
    sql`count(${value})`,
    dialect.approximateDistinct(value),
    isOrdered ? sql`min(${value})${finite}` : none,
    isOrdered ? sql`max(${value})${finite}` : none,
    isNumeric(valueType) ? sql`avg(CAST(${value} AS DOUBLE))${finite}` : none,
    sql`min(${length})`,
    sql`max(${length})`,
  ];
}

type Figures = Omit<ColumnSummary, 'histogram'>;

function readFigures({ name, type }: Column, rows: number, values: readonly Value[]): Figures {
  const [present, distinct, min = null, max = null, mean, shortest, longest] = values;
  const numberOf = (value: Value | undefined): number | null =>
    value === null || value === undefined ? null : Number(value);
  return {
    column: name,
    type,
    rows,
    missing: rows - Number(present),
    distinct: Math.min(Number(distinct), Number(present)),
    min,
    max,
    mean: numberOf(mean),
    shortest: numberOf(shortest),
    longest: numberOf(longest),
  };
}
