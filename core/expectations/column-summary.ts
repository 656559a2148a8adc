import type { Column, QueryEngine, QueryOptions, Relation } from '../engine/query-engine.ts';
import { joinSql, raw, type Sql, sql } from '../engine/sql.ts';
import type { Value } from '../engine/value.ts';
import { isNumeric, isTemporal } from '../expressions/type-of.ts';
import { someAtOnce } from './at-once.ts';
import { figuresByFile, isByFile } from './by-file.ts';
import { type ColumnHistogram, columnHistograms } from './column-histograms.ts';
import type { KeptEvidence } from './evidence/kept-evidence.ts';
import { type Gathering, newGathering } from './gathering.ts';

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

export interface SummaryOptions extends QueryOptions {
  readonly columns?: readonly string[];
  /** What earlier runs found out about the files: the others alone are read. */
  readonly kept?: KeptEvidence;
}

/** Looks at columns (all of them by default): a hundred in one query for the figures, and in two for the histograms. */
export async function summarizeColumns(
  engine: QueryEngine,
  relation: Relation,
  options: SummaryOptions = {},
): Promise<readonly ColumnSummary[]> {
  const columns = relation.columns.filter(({ name }) => options.columns?.includes(name) !== false);
  if (columns.length === 0) return [];
  const figures = columns.map((column) => figuresOf(column, engine));
  const [count = 0, ...values] =
    (options.kept && (await addedUp(relation, figures, newGathering(engine, options.kept), options))) ??
    (await inAllRows(relation, figures, engine, options));
  const summaries = columns.map((column, index) => {
    return readFigures(column, Number(count), values.slice(index * FIGURES, (index + 1) * FIGURES));
  });
  const histograms = await columnHistograms(engine, relation, summaries, options);
  return summaries.map((summary) => ({ ...summary, histogram: histograms.get(summary.column) }));
}

async function inAllRows(
  relation: Relation,
  figures: readonly (readonly Sql[])[],
  engine: QueryEngine,
  options: QueryOptions,
): Promise<readonly Value[]> {
  let count: Value = 0;
  const values = await someAtOnce(figures, async (some) => {
    const selected = joinSql(some.flat(), ', ');
    const { rows } = await engine.query(sql`SELECT count(*), ${selected} FROM ${relation.from}`, options);
    const [all = 0, ...found] = rows[0] ?? [];
    count = all;
    return found;
  });
  return [count, ...values];
}

/** The same of files one by one; undefined where the data is not in files, or their figures cannot be added up. */
async function addedUp(
  relation: Relation,
  figures: readonly (readonly Sql[])[],
  gathering: Gathering,
  options: QueryOptions,
): Promise<readonly Value[] | undefined> {
  if (!isByFile(relation, gathering)) return undefined;
  const asked = figures.map((own) => ({ kind: 'figures' as const, figures: own, read: () => 0 }));
  const { found } = await figuresByFile(asked, { relation, condition: undefined }, gathering, options);
  const totals = found.map((parts) => parts.reduce((all, part) => together(all, part), null));
  const rows = relation.files?.all.reduce((sum, file) => sum + file.rows, 0) ?? 0;
  return [rows, ...totals.flatMap((total) => total ?? new Array<Value>(FIGURES).fill(null))];
}

/** Figures of two parts of a column as those of both: of different values at least as many as either part has. */
function together(a: readonly Value[] | null, b: readonly Value[] | null): readonly Value[] | null {
  if (a === null || b === null) return a ?? b;
  const [present, distinct, min, max, mean, shortest, longest] = a.map(
    (one, index) => [one, b[index] ?? null] as const,
  );
  const [left, right] = [Number(a[0]), Number(b[0])];
  const [low, high] = mean ?? [null, null];
  return [
    Number(present?.[0]) + Number(present?.[1]),
    Math.max(Number(distinct?.[0]), Number(distinct?.[1])),
    end(min, -1),
    end(max, 1),
    low === null || high === null ? (low ?? high) : (Number(low) * left + Number(high) * right) / (left + right),
    end(shortest, -1),
    end(longest, 1),
  ];
}

/** The smaller or the larger one; decimals with many digits are texts, and so are times. */
function end([a, b]: readonly [Value, Value] = [null, null], sign: 1 | -1): Value {
  if (a === null || b === null) return a ?? b;
  const areNumbers = !Number.isNaN(Number(a)) && !Number.isNaN(Number(b));
  const isAhead = areNumbers ? Number(a) < Number(b) : String(a) < String(b);
  return isAhead === sign > 0 ? b : a;
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
