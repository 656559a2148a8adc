import type { QueryOptions } from '../engine/query-engine.ts';
import { raw, type Sql, sql } from '../engine/sql.ts';
import { PlumblineError } from '../platform/problem.ts';
import { type ColumnEnds, columnEnds } from './column-ends.ts';
import { narrowed, type Rows, rowsKey } from './compiled.ts';
import type { Gathering } from './gathering.ts';

/** A set of bits is worth it for whole numbers that lie close: so many for each value, and so many in all (32 MB). */
const BITS_A_VALUE = 64;
const MOST_BITS = 2 ** 28;

/** Rows that must climb before all are looked at. */
const PROBE = 10_000;

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

/** What was found out; a column is asked for alone, and as one of several. */
const known = new WeakMap<Gathering, Map<string, Promise<number | undefined>>>();

function differentValues(
  column: string,
  rows: Rows,
  gathering: Gathering,
  options: QueryOptions,
): Promise<number | undefined> {
  const all = known.get(gathering) ?? new Map<string, Promise<number | undefined>>();
  known.set(gathering, all);
  const key = rowsKey(rows, column);
  const found = all.get(key) ?? find(column, rows, gathering, options);
  all.set(key, found);
  return found;
}

/**
 * How many values a column has (missing ones left out) if no two are equal; undefined where that was not found in a short
 * way, though it may be so. Both ways are exact: values that climb from row to row are different, and so are whole
 * numbers that set as many bits as there are numbers.
 */
async function find(
  column: string,
  rows: Rows,
  gathering: Gathering,
  options: QueryOptions,
): Promise<number | undefined> {
  const { relation } = rows;
  const { shortcuts, identifier } = gathering.engine.dialect;
  if (shortcuts === undefined) return undefined;
  const value = identifier(column);
  const from = narrowed(relation.from, rows, sql`${value} IS NOT NULL`);
  try {
    const ends = (await columnEnds(relation, gathering, options)).get(column);
    const bits = ends && WHOLE.test(ends.type) ? bitsOf(ends) : undefined;
    if (bits !== undefined)
      return await ifAllSetBits(shortcuts.distinctWithin(value, bits.low, bits.high), from, gathering, options);
    const probe = sql`(SELECT ${value} FROM ${from} LIMIT ${PROBE}) AS probe`;
    const before = shortcuts.before(value);
    if ((await ifClimbing(value, before, probe, gathering, options)) === undefined) return undefined;
    return await ifClimbing(value, before, from, gathering, options);
  } catch (error) {
    if (error instanceof PlumblineError && error.kind === 'cancelled') throw error;
    return undefined;
  }
}

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

async function ifClimbing(
  value: Sql,
  before: Sql,
  from: Sql,
  { engine }: Gathering,
  options: QueryOptions,
): Promise<number | undefined> {
  const steps = sql`SELECT ${value} AS own, ${before} AS before FROM ${from}`;
  const falls = engine.dialect.countIf(raw('own <= before'));
  const { rows } = await engine.query(sql`SELECT count(*), ${falls} FROM (${steps}) AS steps`, options);
  const [count, fallen] = (rows[0] ?? []).map(Number);
  return fallen === 0 ? count : undefined;
}
