import type { Expression } from '../expressions/expression.ts';
import type { ColumnTypes, ValueType } from '../expressions/value-type.ts';
import type { Sql, SqlScalar } from './sql.ts';

/** How one engine writes what engines write differently. Everything else in our SQL is common to all of them. */
export interface Dialect {
  /** A name of a column or a table, whatever characters it has. */
  identifier(name: string): Sql;
  /** A filter or a row condition; it must come without problems. `column` writes a name otherwise than `identifier`. */
  condition(expression: Expression, types: ColumnTypes, column?: (name: string) => Sql): Sql;
  cast(value: Sql, type: string): Sql;
  /** `value IN (items)`; the items are of one kind (cast to `type` if given), none is null, and there is at least one. */
  isIn(value: Sql, items: readonly SqlScalar[], type?: string): Sql;
  /** Columns as one value, which equals another one where all parts do, missing ones included. */
  tuple(parts: readonly Sql[]): Sql;
  /** Whether the text has a match of the regular expression anywhere in it. */
  matches(text: Sql, regex: string): Sql;
  /** Whether the engine's own regular expressions know the pattern. */
  knowsRegex(regex: string): boolean;
  /** Whether the whole text matches the LIKE pattern, letter case aside. */
  like(text: Sql, pattern: string, escapedBy: string | undefined): Sql;
  /** Characters in a text. */
  length(text: Sql): Sql;
  /** Whether the text is JSON; undefined where the engine cannot tell. */
  isJson(text: Sql): Sql | undefined;
  /** A list, a struct or a map as JSON text. */
  jsonText(value: Sql): Sql;
  /** Whether the text is a time in a format of strftime's directives; undefined where the engine cannot tell. */
  isTimeIn(text: Sql, format: string): Sql | undefined;
  /**
   * A value as text that says exactly what it is, and the same in every engine and version of it: floats as C's `%a`
   * writes them, times in UTC. Null stays null.
   */
  exactText(value: Sql, type: ValueType): Sql;
  /** A number from 0 to below 1 that only the text decides: the first 52 bits of its MD5, as a fraction. */
  drawnFrom(text: Sql): Sql;
  /** SHA-256 of a text, in hexadecimal. */
  digest(text: Sql): Sql;
  /**
   * The sum over all rows of each quarter (64 bits) of their digests, exactly: the order of the rows does not matter.
   */
  digestSums(digest: Sql): readonly Sql[];
  /**
   * An outer join that takes, of the rows of the right side that fulfil `on`, the one nearest in time: `on` ends in a
   * comparison of two times by `>=`. The right side must not have two such rows of one time.
   */
  asOfJoin(right: Sql, on: Sql): Sql;
  /** A moment so many milliseconds before another one. */
  before(time: Sql, milliseconds: number): Sql;
  /** Seconds since 1970 of a date or timestamp. */
  epoch(time: Sql): Sql;
  /** Shorter ways to what other SQL says as well, for an engine that has them. */
  readonly shortcuts?: Shortcuts;
  /** The value in the row before, in the order of the source, where `place` says it. */
  previous(value: Sql, place: Sql): Sql;
  /** A statement that gives rows a name until the session ends: a copy of them, where that can be had. */
  named(name: Sql, rows: Sql): Sql;
  /** Behind a SELECT of rows with their places, so that they come in the order of the source. */
  inPlace(place: Sql): Sql;
  /** The sum of all values: exact, and too large for 64 bits where it has to be, if they are whole numbers. */
  sum(value: Sql, type: ValueType): Sql;
  /** How many rows the condition is true of; much faster than `count(*) FILTER` (measured). */
  countIf(condition: Sql): Sql;
  /** A list of the smallest values, in order; null of no values. */
  smallest(value: Sql, count: number): Sql;
  /** Roughly how many different values: for looking, never for a verdict. */
  approximateDistinct(value: Sql): Sql;
  /** Whether a float is neither infinite nor "not a number". */
  isFinite(value: Sql): Sql;
  /** The value at this share of the way through the sorted values, interpolated between two where it falls there. */
  quantile(value: Sql, share: number): Sql;
  /** A list with the value at each of these 0-based places among the `count` sorted values that are not null. */
  sortedAt(value: Sql, places: readonly number[], count: number): Sql;
}

export interface Shortcuts {
  /** One row for each of the values, which are of this type or null, where it stands in a SELECT. */
  unnested(values: readonly SqlScalar[], type: string): Sql;
  /** How many of the whole numbers from `low` to `high` occur; fails on one that lies outside. */
  distinctWithin(value: Sql, low: bigint, high: bigint): Sql;
  /** The value of the row before, in any order in which rows come fast. */
  before(value: Sql): Sql;
}
