import type { QueryEngine, QueryOptions, Relation } from '../engine/query-engine.ts';
import type { ValueType } from '../expressions/value-type.ts';
import type { ColumnHistogram } from './column-histograms.ts';
import { type ColumnSummary, summarizeColumns } from './column-summary.ts';
import type { KeptEvidence } from './evidence/kept-evidence.ts';
import type { SuiteResult } from './result.ts';

/** A small picture of a column, for the page of a result. */
export interface ColumnPicture {
  readonly column: string;
  readonly type: string;
  readonly missing: number;
  readonly rows: number;
  readonly histogram: ColumnHistogram | undefined;
  /** Smallest and largest value of whole numbers, floats and times; not told of floats some of which are infinite. */
  readonly low?: number | string;
  readonly high?: number | string;
  /** They are times, in ISO form. */
  readonly times?: true;
}

/** Pictures of the columns that the suite talks about, in the order of the data. */
export async function histogramsOf(
  engine: QueryEngine,
  relation: Relation,
  result: SuiteResult,
  options: QueryOptions & { readonly kept?: KeptEvidence } = {},
): Promise<readonly ColumnPicture[]> {
  const columns = result.results.flatMap(({ expectation_config: { kwargs } }) => columnsIn(kwargs));
  const summaries = await summarizeColumns(engine, relation, { ...options, columns });
  const types = new Map(relation.columns.map(({ name, valueType }) => [name, valueType]));
  return summaries.map((summary) => {
    const { column, type, missing, rows, histogram } = summary;
    return { column, type, missing, rows, histogram, ...endsOf(summary, types.get(column)) };
  });
}

function endsOf({ min, max, rows, missing, histogram }: ColumnSummary, valueType: ValueType | undefined) {
  if (min === null || max === null) return {};
  if (valueType === 'date' || valueType === 'timestamp')
    return { low: String(min), high: String(max), times: true as const };
  if (valueType === 'float' || valueType === 'double') {
    // Infinite values lie in no bin of the histogram, and outside the ends.
    const binned = histogram?.kind === 'numeric' ? histogram.counts.reduce((sum, count) => sum + count, 0) : 0;
    if (binned !== rows - missing) return {};
  } else if (valueType !== 'integer') return {};
  const [low, high] = [Number(min), Number(max)];
  return Number.isSafeInteger(low) === Number.isInteger(low) && Number.isSafeInteger(high) === Number.isInteger(high)
    ? { low, high }
    : {};
}

function columnsIn(kwargs: Readonly<Record<string, unknown>>): readonly string[] {
  const { column, column_A: a, column_B: b, column_list: list } = kwargs;
  const named = [column, a, b, ...(Array.isArray(list) ? list : [])];
  return named.filter((name) => typeof name === 'string');
}
