import { type CompiledSql, type CompileOptions, compileSql, type Dialect, type SqlType } from './compile-sql.ts';
import type { AggregateFunction, Expression } from './expression.ts';
import { backslashed } from './like-pattern.ts';
import type { ColumnTypes } from './value-type.ts';

const TYPES: Readonly<Record<SqlType, string>> = {
  boolean: 'BOOLEAN',
  float: 'FLOAT',
  double: 'DOUBLE',
  timestamp: 'TIMESTAMP',
};

const AGGREGATES: Readonly<Record<AggregateFunction, (operand: string) => string>> = {
  count: (operand) => `count(${operand})`,
  count_distinct: (operand) => `count(DISTINCT ${operand})`,
  sum: (operand) => `sum(${operand})`,
  mean: (operand) => `avg(${operand})`,
  median: (operand) => `percentile(${operand}, 0.5D)`,
  min: (operand) => `min(${operand})`,
  max: (operand) => `max(${operand})`,
  stddev: (operand) => `stddev_samp(${operand})`,
  variance: (operand) => `var_samp(${operand})`,
};

const SPARK: Dialect = {
  name: 'spark',
  quoteIdentifier: (name) => `\`${name.replaceAll('`', '``')}\``,
  typeName: (type) => TYPES[type],
  aggregate: (name, operand) => AGGREGATES[name](operand),
  // Spark's ESCAPE takes no bound value, and its own escape is the backslash.
  like: (operand, pattern, escapedBy, bind) => `(${operand} LIKE ${bind(backslashed(pattern, escapedBy))})`,
};

/** Compiles a condition to Spark's SQL; the session's time zone must be UTC, and ANSI mode on. */
export function toSpark(expression: Expression, types: ColumnTypes, options?: CompileOptions): CompiledSql {
  return compileSql(expression, types, SPARK, options);
}
