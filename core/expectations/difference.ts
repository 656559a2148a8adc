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
  const only = async (shape: Answer, rows: string, other: Answer, others: string): Promise<FoundRows> => {
    const select = alike ? without({ ...shape, select: rows }, { ...other, select: others }, engine) : rows;
    return foundRows(await engine.select(select, { ...options, limit }));
  };
  return {
    baseCount: first.rowCount,
    comparisonCount: second.rowCount,
    unexpected: await only(first, ours, second, theirs),
    missing: await only(second, theirs, first, ours),
  };
}

/** Where the types differ, rows are compared in a type that holds both, and then given back in their own. */
function without(rows: Selected, others: Selected, { dialect }: QueryEngine): string {
  const { columns, types } = rows;
  const names = columns.map((_, place) => raw(`c${place}`));
  const own = columns.map((name, place) => {
    return sql`${dialect.cast(raw(`c${place}`), types[place] ?? '')} AS ${dialect.identifier(name)}`;
  });
  const list = joinSql(names, ', ').text;
  // A text and a value of another kind have only texts in common; engines do not agree on that by themselves.
  const isText = types.map((type, place) => (type === 'VARCHAR') !== (others.types[place] === 'VARCHAR'));
  const common = names.map((name, place) => (isText[place] ? sql`${dialect.cast(name, 'VARCHAR')} AS ${name}` : name));
  const all = ({ select }: Selected): string => `SELECT ${joinSql(common, ', ').text} FROM (${select}\n) AS s(${list})`;
  const left = `${all(rows)} EXCEPT ALL ${all(others)}`;
  return `SELECT ${joinSql(own, ', ').text} FROM (${left}) AS d(${list}) ORDER BY ALL NULLS LAST`;
}

interface Selected extends Pick<Answer, 'columns' | 'types'> {
  readonly select: string;
}

function clean(select: string): string {
  return select.trim().replace(/;\s*$/, '');
}
