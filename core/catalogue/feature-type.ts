/**
 * The type of a feature, as a definition file writes it:
 * `boolean int bigint float double decimal(p,s) string binary date timestamp array<T> struct<name:T,…>`.
 */
export type FeatureType =
  | { readonly kind: PlainTypeName }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'array'; readonly element: FeatureType }
  | { readonly kind: 'struct'; readonly fields: readonly StructField[] };

export type PlainTypeName =
  | 'boolean'
  | 'int'
  | 'bigint'
  | 'float'
  | 'double'
  | 'string'
  | 'binary'
  | 'date'
  | 'timestamp';

export interface StructField {
  readonly name: string;
  readonly type: FeatureType;
}

/** What is wrong with the text of a type; offsets into that text. */
export interface TypeProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** The text that was most likely meant in place of `start…end`. */
  readonly fix?: string;
}

/** A type, or the first reason why the text is none. */
export type ParsedFeatureType =
  | { readonly type: FeatureType; readonly problem?: undefined }
  | { readonly type?: undefined; readonly problem: TypeProblem };
