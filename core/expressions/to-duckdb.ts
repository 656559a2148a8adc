import { type CompiledSql, type CompileOptions, compileSql, type Dialect, type SqlType } from './compile-sql.ts';
import type { AggregateFunction, Expression } from './expression.ts';
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
  median: (operand) => `median(${operand})`,
  min: (operand) => `min(${operand})`,
  max: (operand) => `max(${operand})`,
  stddev: (operand) => `stddev_samp(${operand})`,
  variance: (operand) => `var_samp(${operand})`,
};

const DUCKDB: Dialect = {
  name: 'duckdb',
  quoteIdentifier: (name) => `"${name.replaceAll('"', '""')}"`,
  typeName: (type) => TYPES[type],
  aggregate: (name, operand) => AGGREGATES[name](operand),
  like: (operand, pattern, escapedBy, bind) =>
    `(${operand} LIKE ${bind(pattern)}${escapedBy === null ? '' : ` ESCAPE ${bind(escapedBy)}`})`,
};

/** Compiles a condition to DuckDB's SQL; the session's time zone must be UTC. */
export function toDuckDb(expression: Expression, types: ColumnTypes, options?: CompileOptions): CompiledSql {
  return compileSql(expression, types, DUCKDB, options);
}
