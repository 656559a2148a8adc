import type { Answer, QueryEngine, QueryOptions } from '../engine/query-engine.ts';
import { joinSql, raw, sql } from '../engine/sql.ts';
import { foundRows } from './found-rows.ts';
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
  const first = await engine.select(ours, { ...options, limit: 0 });
  const second = await engine.select(theirs, { ...options, limit: 0 });
  const alike = first.columns.length === second.columns.length;
  const only = async (shape: Answer, rows: string, others: string): Promise<FoundRows> =>
    foundRows(await engine.select(alike ? without(shape, rows, others, engine) : rows, { ...options, limit }));
  return {
    baseCount: first.rowCount,
    comparisonCount: second.rowCount,
    unexpected: await only(first, ours, theirs),
    missing: await only(second, theirs, ours),
  };
}

/** Where the types differ, rows are compared in a type that holds both, and then given back in their own. */
function without({ columns, types }: Answer, rows: string, others: string, { dialect }: QueryEngine): string {
  const names = columns.map((_, place) => raw(`c${place}`));
  const own = columns.map((name, place) => {
    return sql`${dialect.cast(raw(`c${place}`), types[place] ?? '')} AS ${dialect.identifier(name)}`;
  });
  const left = `SELECT * FROM (${rows}\n) EXCEPT ALL SELECT * FROM (${others}\n)`;
  return `SELECT ${joinSql(own, ', ').text} FROM (${left}) AS d(${joinSql(names, ', ').text}) ORDER BY ALL NULLS LAST`;
}

function clean(select: string): string {
  return select.trim().replace(/;\s*$/, '');
}
