import type { Expression } from '../expressions/expression.ts';
import type { ColumnTypes } from '../expressions/value-type.ts';
import type { Sql, SqlScalar } from './sql.ts';

/** How one engine writes what engines write differently. Everything else in our SQL is common to all of them. */
export interface Dialect {
  /** A name of a column or a table, whatever characters it has. */
  identifier(name: string): Sql;
  /** A filter or a row condition; it must come without problems. */
  condition(expression: Expression, types: ColumnTypes): Sql;
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
  isJson(text: Sql): Sql;
  /** A list, a struct or a map as JSON text. */
  jsonText(value: Sql): Sql;
  /** Whether the text is a time in a format of strftime's directives. */
  isTimeIn(text: Sql, format: string): Sql;
  /** Seconds since 1970 of a date or timestamp. */
  epoch(time: Sql): Sql;
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
