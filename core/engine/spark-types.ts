import type { Column } from './query-engine.ts';

/** A Spark type as its JSON says it: a name, or what a nested type is made of. */
export type SparkType =
  | string
  | { readonly type: 'array'; readonly elementType: SparkType }
  | { readonly type: 'map'; readonly keyType: SparkType; readonly valueType: SparkType }
  | { readonly type: 'struct'; readonly fields: readonly SparkField[] }
  | { readonly type: 'udt' };

export interface SparkField {
  readonly name: string;
  readonly type: SparkType;
}

/** Spark's plain types, with the kind of their values and the one name that results, suites and dialects have for them. */
const PLAIN: Readonly<Record<string, readonly [name: string, valueType: Column['valueType'], spark: string]>> = {
  boolean: ['BOOLEAN', 'boolean', 'BOOLEAN'],
  byte: ['TINYINT', 'integer', 'TINYINT'],
  short: ['SMALLINT', 'integer', 'SMALLINT'],
  integer: ['INTEGER', 'integer', 'INT'],
  long: ['BIGINT', 'integer', 'BIGINT'],
  float: ['FLOAT', 'float', 'FLOAT'],
  double: ['DOUBLE', 'double', 'DOUBLE'],
  string: ['VARCHAR', 'string', 'STRING'],
  binary: ['BLOB', 'binary', 'BINARY'],
  date: ['DATE', 'date', 'DATE'],
  timestamp: ['TIMESTAMP WITH TIME ZONE', 'timestamp', 'TIMESTAMP'],
  timestamp_ntz: ['TIMESTAMP', 'timestamp', 'TIMESTAMP_NTZ'],
};

const SPARK_NAMES: ReadonlyMap<string, string> = new Map(Object.values(PLAIN).map(([name, , spark]) => [name, spark]));

/**
 * A column of a Spark answer. Types have the names that the embedded engine has for them: results do not tell which
 * engine found them, and what was judged here once can be judged there next time.
 */
export function sparkColumn({ name, type }: SparkField): Column {
  return { name, type: typeName(type), valueType: valueTypeOf(type) };
}

function valueTypeOf(type: SparkType): Column['valueType'] {
  if (typeof type !== 'string') return 'other';
  return type.startsWith('decimal') ? 'decimal' : (PLAIN[type]?.[1] ?? 'other');
}

export function typeName(type: SparkType): string {
  if (typeof type === 'string') return PLAIN[type]?.[0] ?? (type === 'void' ? '"NULL"' : type.toUpperCase());
  switch (type.type) {
    case 'array':
      return `${typeName(type.elementType)}[]`;
    case 'map':
      return `MAP(${typeName(type.keyType)}, ${typeName(type.valueType)})`;
    case 'struct':
      return `STRUCT(${type.fields.map((field) => `${fieldName(field.name)} ${typeName(field.type)}`).join(', ')})`;
    default:
      return 'OTHER';
  }
}

function fieldName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** What Spark calls a type in a CAST, given the name that `typeName` has for it; undefined for what nothing is cast to. */
export function sparkType(name: string): string | undefined {
  return SPARK_NAMES.get(name) ?? (/^DECIMAL\(\d+,\s*\d+\)$/.test(name) ? name : undefined);
}
