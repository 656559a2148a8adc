import type { ValueType } from '../expressions/value-type.ts';

const FAMILIES: Readonly<Record<string, ValueType>> = {
  BOOLEAN: 'boolean',
  TINYINT: 'integer',
  SMALLINT: 'integer',
  INTEGER: 'integer',
  BIGINT: 'integer',
  HUGEINT: 'integer',
  UTINYINT: 'integer',
  USMALLINT: 'integer',
  UINTEGER: 'integer',
  UBIGINT: 'integer',
  UHUGEINT: 'integer',
  FLOAT: 'float',
  DOUBLE: 'double',
  VARCHAR: 'string',
  JSON: 'string',
  BLOB: 'binary',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
  TIMESTAMP_S: 'timestamp',
  TIMESTAMP_MS: 'timestamp',
  TIMESTAMP_NS: 'timestamp',
  'TIMESTAMP WITH TIME ZONE': 'timestamp',
};

/** The kind of values that a DuckDB type holds. */
export function duckdbValueType(type: string): ValueType {
  if (/[[\]]$/.test(type)) return 'other';
  if (type.startsWith('DECIMAL(')) return 'decimal';
  if (type.startsWith('ENUM(')) return 'string';
  return FAMILIES[type] ?? 'other';
}
