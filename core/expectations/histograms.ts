import type { QueryEngine, QueryOptions, Relation } from '../engine/query-engine.ts';
import type { ColumnHistogram } from './column-histograms.ts';
import { summarizeColumns } from './column-summary.ts';
import type { SuiteResult } from './result.ts';

/** A small picture of a column, for the page of a result. */
export interface ColumnPicture {
  readonly column: string;
  readonly type: string;
  readonly missing: number;
  readonly rows: number;
  readonly histogram: ColumnHistogram | undefined;
}

/** Pictures of the columns that the suite talks about, in the order of the data. */
export async function histogramsOf(
  engine: QueryEngine,
  relation: Relation,
  result: SuiteResult,
  options: QueryOptions = {},
): Promise<readonly ColumnPicture[]> {
  const columns = result.results.flatMap(({ expectation_config: { kwargs } }) => columnsIn(kwargs));
  const summaries = await summarizeColumns(engine, relation, { ...options, columns });
  return summaries.map(({ column, type, missing, rows, histogram }) => ({ column, type, missing, rows, histogram }));
}

function columnsIn(kwargs: Readonly<Record<string, unknown>>): readonly string[] {
  const { column, column_A: a, column_B: b, column_list: list } = kwargs;
  const named = [column, a, b, ...(Array.isArray(list) ? list : [])];
  return named.filter((name) => typeof name === 'string');
}
