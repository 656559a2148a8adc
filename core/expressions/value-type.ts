/**
 * The kinds of values that an expression tells apart; coarser than feature types, which map to them.
 * `other` (arrays, structs) can be tested for null only.
 */
export type ValueType =
  | 'boolean'
  | 'integer'
  | 'float'
  | 'double'
  | 'decimal'
  | 'string'
  | 'binary'
  | 'date'
  | 'timestamp'
  | 'other';

/** What is known about the type of a column; undefined is "unknown", and nothing is then said about it. */
export type ColumnTypes = (column: string) => ValueType | undefined;
