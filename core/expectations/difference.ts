import type { QueryEngine, QueryOptions } from '../engine/query-engine.ts';
import { found } from './compile-need.ts';
import type { Difference, DifferenceNeed, FoundRows } from './need.ts';

/**
 * Compares what two SELECTs find, as multisets: a row that the first finds three times and the second once is
 * unexpected twice. Columns are matched by their place; where their number differs, every row does.
 */
export async function differenceOf(
  { base, comparison, limit }: DifferenceNeed,
  engine: QueryEngine,
  options: QueryOptions,
): Promise<Difference> {
  const [ours, theirs] = [clean(base), clean(comparison)];
  const select = async (text: string): Promise<FoundRows> => found(await engine.select(text, { ...options, limit }));
  const first = await engine.select(ours, { ...options, limit: 0 });
  const second = await engine.select(theirs, { ...options, limit: 0 });
  const alike = first.columns.length === second.columns.length;
  return {
    baseCount: first.rowCount,
    comparisonCount: second.rowCount,
    unexpected: await select(alike ? without(ours, theirs) : ours),
    missing: await select(alike ? without(theirs, ours) : theirs),
  };
}

function without(rows: string, others: string): string {
  return `SELECT * FROM (${rows}\n) EXCEPT ALL SELECT * FROM (${others}\n) ORDER BY ALL`;
}

function clean(select: string): string {
  return select.trim().replace(/;\s*$/, '');
}
