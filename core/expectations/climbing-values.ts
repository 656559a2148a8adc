import type { QueryOptions } from '../engine/query-engine.ts';
import { raw, type Sql, sql } from '../engine/sql.ts';
import { narrowed, type Rows, rowsKey } from './compiled.ts';
import type { Gathering } from './gathering.ts';

/** Rows that must climb before all are looked at. */
const PROBE = 10_000;

/** Finds something out about the values of a column, missing ones left out. */
export type Look<T> = (column: string, rows: Rows, gathering: Gathering, options: QueryOptions) => Promise<T>;

/** Asks once in a validation: a column is asked for alone, as one of several, and for the order of its values. */
export function once<T>(look: Look<T>): Look<T> {
  const known = new WeakMap<Gathering, Map<string, Promise<T>>>();
  return (column, rows, gathering, options) => {
    const all = known.get(gathering) ?? new Map<string, Promise<T>>();
    known.set(gathering, all);
    const key = rowsKey(rows, column);
    const found = all.get(key) ?? look(column, rows, gathering, options);
    all.set(key, found);
    return found;
  };
}

export interface Climb {
  readonly values: number;
  /** Values that are not larger than the one in the row before. */
  readonly falls: number;
}

/** How values climb from row to row; undefined where the first ones do not, or the engine has no fast way to see it. */
export const climbOf: Look<Climb | undefined> = once(async (column, rows, gathering, options) => {
  const { shortcuts, identifier } = gathering.engine.dialect;
  if (shortcuts === undefined) return undefined;
  const value = identifier(column);
  const from = narrowed(rows.relation.from, rows, sql`${value} IS NOT NULL`);
  const first = await climbIn(sql`(SELECT ${value} FROM ${from} LIMIT ${PROBE}) AS first`, value, gathering, options);
  return first.falls > 0 ? undefined : await climbIn(from, value, gathering, options);
});

async function climbIn(from: Sql, value: Sql, { engine }: Gathering, options: QueryOptions): Promise<Climb> {
  const before = engine.dialect.shortcuts?.before(value) ?? sql`NULL`;
  const steps = sql`SELECT ${value} AS own, ${before} AS before FROM ${from}`;
  const falling = engine.dialect.countIf(raw('own <= before'));
  const { rows } = await engine.query(sql`SELECT count(*), ${falling} FROM (${steps}) AS steps`, options);
  const [values = 0, falls = 0] = (rows[0] ?? []).map(Number);
  return { values, falls };
}
