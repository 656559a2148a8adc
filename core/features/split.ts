import type { FeatureView } from '../definitions/feature-view.ts';
import type { Lenient } from '../definitions/schema.ts';
import type { Dialect } from '../engine/dialect.ts';
import { allOf, joinSql, type Sql, sql } from '../engine/sql.ts';
import { parseIsoTime } from '../expressions/iso-time.ts';
import { PlumblineError } from '../platform/problem.ts';
import { type Cell, rowText } from './row-text.ts';

/** The parts into which training data is split, in this order. */
export const PARTS = ['train', 'validation', 'test'] as const;
export type PartName = (typeof PARTS)[number] | 'all';

/** How training data is split. */
export type Split =
  | { readonly kind: 'whole' }
  | { readonly kind: 'shares'; readonly seed: number; readonly parts: readonly Share[] }
  | { readonly kind: 'windows'; readonly parts: readonly Window[] };

/** Rows whose drawn number is at least `from` and less than `to`. */
export interface Share {
  readonly name: PartName;
  readonly from: number;
  readonly to: number;
}

/** Rows whose event time is at or after `from` and before `until`: ISO 8601, UTC. */
export interface Window {
  readonly name: PartName;
  readonly from: string;
  readonly until: string;
}

type Definition = NonNullable<NonNullable<Lenient<FeatureView>['training_datasets']>[number]>['split'];

/**
 * Reads a split. Shares follow one another from 0; what they leave of 1 belongs to no part. Of a window `[from, to]`
 * the end is excluded where it says a time of day, and is that whole day where it is a date: a reader takes "to the
 * 31st of August" for the end of that day.
 */
export function readSplit(definition: Definition, where: string): Split {
  if (definition === undefined) return { kind: 'whole' };
  const given = PARTS.flatMap((name) => {
    const period = definition[name];
    return period === undefined ? [] : [{ name, period }];
  });
  const shares = given.flatMap(({ name, period }) => (typeof period === 'number' ? [{ name, share: period }] : []));
  if (shares.length === given.length)
    return { kind: 'shares', seed: definition.seed ?? 0, parts: sharesOf(shares, where) };
  if (shares.length > 0) {
    throw unusable(
      where,
      'a part is a share of the rows, and another one a span of time',
      'split by the one or the other',
    );
  }
  const windows = given.map(({ name, period }) => windowOf(name, period as readonly (string | undefined)[], where));
  return { kind: 'windows', parts: apart(windows, where) };
}

/** The names of the parts. */
export function partsOf(split: Split): readonly PartName[] {
  return split.kind === 'whole' ? ['all'] : split.parts.map(({ name }) => name);
}

/** The name of the part that a row belongs to; null of none. `key` is what names the row. */
export function partSql(split: Split, key: readonly Cell[], eventTime: Sql | undefined, dialect: Dialect): Sql {
  if (split.kind === 'whole') return sql`${'all'}`;
  const cases = split.parts.map(
    (part) => sql`WHEN ${allOf(conditions(part, split, key, eventTime, dialect))} THEN ${part.name}`,
  );
  return sql`CASE ${joinSql(cases, ' ')} END`;
}

function conditions(
  part: Share | Window,
  split: Split,
  key: readonly Cell[],
  eventTime: Sql | undefined,
  dialect: Dialect,
) {
  if ('to' in part) {
    const seed = split.kind === 'shares' ? split.seed : 0;
    const drawn = dialect.drawnFrom(sql`${`${seed}:`} || ${rowText(dialect, key)}`);
    return [
      ...(part.from > 0 ? [sql`${drawn} >= ${part.from}`] : []),
      ...(part.to < 1 ? [sql`${drawn} < ${part.to}`] : []),
    ];
  }
  const time = dialect.cast(eventTime!, 'TIMESTAMP');
  const moment = (iso: string) => dialect.cast(sql`${iso.replace(/Z$/, '')}`, 'TIMESTAMP');
  return [sql`${time} >= ${moment(part.from)}`, sql`${time} < ${moment(part.until)}`];
}

function sharesOf(
  shares: readonly { readonly name: PartName; readonly share: number }[],
  where: string,
): readonly Share[] {
  let from = 0;
  return shares.map(({ name, share }) => {
    // 0.7 + 0.15 + 0.15 must not leave a row out because of a rounded sum.
    const sum = Number((from + share).toFixed(12));
    if (sum > 1) throw unusable(where, 'the shares add up to more than 1', 'make them smaller');
    const part = { name, from, to: sum };
    from = sum;
    return part;
  });
}

function windowOf(name: PartName, period: readonly (string | undefined)[], where: string): Window {
  const [from, to] = period.map((text) => (text === undefined ? undefined : parseIsoTime(text)));
  if (from === undefined || to === undefined || period.length !== 2) {
    throw unusable(
      where,
      `the span of ${name} is no pair of dates or times`,
      'write it as ["2013-01-01", "2013-08-31"]',
    );
  }
  const until = to.hasTime ? to.instant : dayAfter(to.date);
  if (from.instant >= until) throw unusable(where, `the span of ${name} ends before it begins`);
  return { name, from: from.instant, until };
}

function dayAfter(date: string): string {
  const next = new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString();
  return next.replace(/\.\d+Z$/, '.000000Z');
}

/** A row that trains must not judge as well. */
function apart(windows: readonly Window[], where: string): readonly Window[] {
  const inOrder = windows.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  for (const [index, window] of inOrder.entries()) {
    const next = inOrder[index + 1];
    if (next === undefined || next.from >= window.until) continue;
    const why = `the spans of ${window.name} and ${next.name} overlap`;
    throw unusable(where, why, 'a date at the end of a span is that whole day; begin the next one on the day after it');
  }
  return windows;
}

function unusable(where: string, why: string, help?: string): PlumblineError {
  return new PlumblineError('findings', 'the training data cannot be split as the view says', {
    where,
    why,
    ...(help === undefined ? {} : { help }),
  });
}
