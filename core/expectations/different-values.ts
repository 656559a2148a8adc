import type { QueryOptions } from '../engine/query-engine.ts';
import { type Sql, sql } from '../engine/sql.ts';
import { PlumblineError } from '../platform/problem.ts';
import { climbOf, type Look, once } from './climbing-values.ts';
import { type ColumnEnds, columnEnds } from './column-ends.ts';
import { narrowed, type Rows } from './compiled.ts';
import type { Gathering } from './gathering.ts';

/** A set of bits is worth it for whole numbers that lie close: so many for each value, and so many in all (32 MB). */
const BITS_A_VALUE = 64;
const MOST_BITS = 2 ** 28;

const WHOLE = /^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/;

/**
 * How many rows there are within if no two of them have the same values in these columns; undefined where that was not
 * found in a short way. Several columns are told apart by one of them that has no missing values and no two equal ones.
 */
export async function differentRows(
  columns: readonly string[],
  within: Sql,
  rows: Rows,
  gathering: Gathering,
  options: QueryOptions,
): Promise<number | undefined> {
  const [only, ...others] = columns;
  if (only === undefined) return undefined;
  if (others.length === 0) return differentValues(only, rows, gathering, options);
  const ends = await columnEnds(rows.relation, gathering, options);
  const whole = columns.filter((column) => ends.get(column)?.present === ends.get(column)?.rows);
  for (const column of whole.filter((name) => ends.has(name))) {
    if ((await differentValues(column, rows, gathering, options)) === undefined) continue;
    const from = narrowed(rows.relation.from, rows, within);
    const { rows: found } = await gathering.engine.query(sql`SELECT count(*) FROM ${from}`, options);
    return Number(found[0]?.[0]);
  }
  return undefined;
}

/**
 * How many values a column has (missing ones left out) if no two are equal; undefined where that was not found in a short
 * way, though it may be so. Both ways are exact: values that climb from row to row are different, and so are whole
 * numbers that set as many bits as there are numbers.
 */
const differentValues: Look<number | undefined> = once(async (column, rows, gathering, options) => {
  const { relation } = rows;
  const { shortcuts, identifier } = gathering.engine.dialect;
  if (shortcuts === undefined) return undefined;
  const value = identifier(column);
  const from = narrowed(relation.from, rows, sql`${value} IS NOT NULL`);
  try {
    const climb = await climbOf(column, rows, gathering, options);
    if (climb?.falls === 0) return climb.values;
    const ends = (await columnEnds(relation, gathering, options)).get(column);
    const bits = ends && WHOLE.test(ends.type) ? bitsOf(ends) : undefined;
    if (bits === undefined) return undefined;
    return await ifAllSetBits(shortcuts.distinctWithin(value, bits.low, bits.high), from, gathering, options);
  } catch (error) {
    if (error instanceof PlumblineError && error.kind === 'cancelled') throw error;
    return undefined;
  }
});

/** The numbers lie close together, and there are not more of them than places for different ones. */
function bitsOf({ ends, present = 0 }: ColumnEnds): { readonly low: bigint; readonly high: bigint } | undefined {
  const numbers = (ends?.texts ?? []).map(BigInt).sort((a, b) => (a < b ? -1 : 1));
  const [low, high] = [numbers[0], numbers.at(-1)];
  if (low === undefined || high === undefined) return undefined;
  const bits = Number(high - low) + 1;
  return bits >= present && bits <= Math.min(MOST_BITS, BITS_A_VALUE * present) ? { low, high } : undefined;
}

async function ifAllSetBits(
  distinct: Sql,
  from: Sql,
  { engine }: Gathering,
  options: QueryOptions,
): Promise<number | undefined> {
  const { rows } = await engine.query(sql`SELECT count(*), ${distinct} FROM ${from}`, options);
  const [count, different] = (rows[0] ?? []).map(Number);
  return count === different ? count : undefined;
}
