import { milliseconds } from '../definitions/duration.ts';
import type { QueryEngine, QueryOptions } from '../engine/query-engine.ts';
import { type Sql, sql } from '../engine/sql.ts';
import { parseIsoTime } from '../expressions/iso-time.ts';
import { PlumblineError } from '../platform/problem.ts';
import { type Rows, rowsWhere } from './rows.ts';

/** A span of time as a monitor writes it: the last so long, or between two moments, the second one excluded. */
export type Window = string | { readonly from?: string; readonly to?: string };

/**
 * The rows whose event time lies in a window. "The last so long" is counted back from the newest row: data that is filled in
 * later, and data that is no longer written, have a last week, too.
 */
export async function rowsInWindow(
  engine: QueryEngine,
  rows: Rows,
  eventTime: string | undefined,
  window: Window,
  options: QueryOptions,
): Promise<Rows> {
  const column = rows.columns.find(({ name }) => name === eventTime);
  if (column === undefined) {
    throw new PlumblineError('usage', 'a window needs an event time', {
      where: rows.label,
      why: eventTime === undefined ? 'this data has none' : `it has no column ${eventTime}`,
      help: 'use a filter instead, or a feature group with event_time',
    });
  }
  const time = engine.dialect.cast(engine.dialect.identifier(column.name), 'TIMESTAMP');
  const moment = (instant: string): Sql => engine.dialect.cast(sql`${instant}`, 'TIMESTAMP');
  if (typeof window !== 'string') {
    const { from, to } = readMoments(window);
    const bounds = [
      from === undefined ? undefined : sql`${time} >= ${moment(from)}`,
      to === undefined ? undefined : sql`${time} < ${moment(to)}`,
    ].filter((bound) => bound !== undefined);
    const condition = bounds.reduce((all, bound) => sql`${all} AND ${bound}`, sql`TRUE`);
    return rowsWhere(rows, condition, `${rows.label}, ${windowInWords(window)}`);
  }
  const span = milliseconds(window);
  if (span === undefined) throw noSpan(window);
  const { rows: newest } = await engine.query(sql`SELECT max(${time}) FROM (${rows.select}) AS data`, options);
  const last = parseIsoTime(String(newest[0]?.[0] ?? ''));
  if (last === undefined) return rowsWhere(rows, sql`FALSE`, rows.label);
  const from = new Date(Date.parse(last.instant) - span).toISOString();
  return rowsWhere(rows, sql`${time} > ${moment(plain(from))}`, `${rows.label}, ${windowInWords(window)}`);
}

export function windowInWords(window: Window): string {
  if (typeof window === 'string') return `the last ${window}`;
  const { from, to } = window;
  return [from === undefined ? '' : `from ${from}`, to === undefined ? '' : `to ${to}`].filter(Boolean).join(' ');
}

/** Milliseconds since 1970 between which a window lies, for what is live: the last so long until now. */
export function windowUntilNow(window: Window, now: number): { readonly from?: number; readonly to?: number } {
  if (typeof window === 'string') {
    const span = milliseconds(window);
    if (span === undefined) throw noSpan(window);
    return { from: now - span };
  }
  const { from, to } = readMoments(window);
  return {
    ...(from === undefined ? {} : { from: Date.parse(`${from}Z`) }),
    ...(to === undefined ? {} : { to: Date.parse(`${to}Z`) }),
  };
}

function readMoments(window: Exclude<Window, string>): { readonly from?: string; readonly to?: string } {
  const read = (text: string | undefined) => {
    if (text === undefined) return undefined;
    const time = parseIsoTime(text);
    if (time !== undefined) return plain(time.instant);
    const help = 'write it as 2026-01-31, or 2026-01-31T12:00:00';
    throw new PlumblineError('usage', `${text} is no moment`, { why: 'a window lies between two moments', help });
  };
  const [from, to] = [read(window.from), read(window.to)];
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** Timestamps of tables are in UTC without saying so. */
function plain(instant: string): string {
  return instant.replace(/Z$/, '');
}

function noSpan(window: string): PlumblineError {
  const help = 'write it as 12h, 7d or 4w, or as {from: …, to: …}';
  return new PlumblineError('usage', `${window} is no span of time`, { help });
}
