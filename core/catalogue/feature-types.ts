import type { ValueType } from '../expressions/value-type.ts';
import type { FeatureType, PlainTypeName } from './feature-type.ts';

/** What a plain feature type is called and how it is stored. */
export interface PlainType {
  readonly name: PlainTypeName;
  readonly description: string;
  readonly duckdb: string;
  readonly spark: string;
  readonly valueType: ValueType;
}

export const PLAIN_TYPES: readonly PlainType[] = [
  { name: 'boolean', description: 'true or false', duckdb: 'BOOLEAN', spark: 'BOOLEAN', valueType: 'boolean' },
  { name: 'int', description: 'whole number, 32 bits', duckdb: 'INTEGER', spark: 'INT', valueType: 'integer' },
  { name: 'bigint', description: 'whole number, 64 bits', duckdb: 'BIGINT', spark: 'BIGINT', valueType: 'integer' },
  { name: 'float', description: 'floating-point number, 32 bits', duckdb: 'FLOAT', spark: 'FLOAT', valueType: 'float' },
  {
    name: 'double',
    description: 'floating-point number, 64 bits',
    duckdb: 'DOUBLE',
    spark: 'DOUBLE',
    valueType: 'double',
  },
  { name: 'string', description: 'text of any length', duckdb: 'VARCHAR', spark: 'STRING', valueType: 'string' },
  { name: 'binary', description: 'bytes', duckdb: 'BLOB', spark: 'BINARY', valueType: 'binary' },
  { name: 'date', description: 'a day', duckdb: 'DATE', spark: 'DATE', valueType: 'date' },
  {
    name: 'timestamp',
    description: 'an instant, in UTC, to the microsecond',
    duckdb: 'TIMESTAMPTZ',
    spark: 'TIMESTAMP',
    valueType: 'timestamp',
  },
];

/** The composed types, as they are offered in completion. */
export const COMPOSED_TYPES: readonly { readonly pattern: string; readonly description: string }[] = [
  { pattern: 'decimal(10,2)', description: 'exact number: digits in all, digits after the point' },
  { pattern: 'array<double>', description: 'list of values of one type' },
  { pattern: 'struct<x:double,y:double>', description: 'named fields, each with a type' },
];

const PLAIN: ReadonlyMap<string, PlainType> = new Map(PLAIN_TYPES.map((type) => [type.name, type]));

export function plainType(name: string): PlainType | undefined {
  return PLAIN.get(name);
}

/** The one spelling of a type: `array<struct<x:double,y:decimal(10,2)>>`. */
export function printFeatureType(type: FeatureType): string {
  switch (type.kind) {
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`;
    case 'array':
      return `array<${printFeatureType(type.element)}>`;
    case 'struct':
      return `struct<${type.fields.map((field) => `${field.name}:${printFeatureType(field.type)}`).join(',')}>`;
    default:
      return type.kind;
  }
}

/** The type of a DuckDB column that holds the feature. */
export function toDuckDbType(type: FeatureType): string {
  switch (type.kind) {
    case 'decimal':
      return `DECIMAL(${type.precision},${type.scale})`;
    case 'array':
      return `${toDuckDbType(type.element)}[]`;
    case 'struct': {
      const fields = type.fields.map(
        ({ name, type: inner }) => `"${name.replaceAll('"', '""')}" ${toDuckDbType(inner)}`,
      );
      return `STRUCT(${fields.join(', ')})`;
    }
    default:
      return PLAIN.get(type.kind)!.duckdb;
  }
}

/** The type as expressions see it. */
export function valueTypeOf(type: FeatureType): ValueType {
  if (type.kind === 'decimal') return 'decimal';
  return PLAIN.get(type.kind)?.valueType ?? 'other';
}

export function sameFeatureType(a: FeatureType, b: FeatureType): boolean {
  return printFeatureType(a) === printFeatureType(b);
}

/**
 * Whether every value of `from` is a value of `to` as well: int → bigint, int or float → double, a decimal with more
 * digits on both sides of the point, a date that becomes a timestamp is not (its meaning changes).
 */
export function isWidening(from: FeatureType, to: FeatureType): boolean {
  if (from.kind === 'decimal') {
    const digits = from.precision - from.scale;
    return (
      to.kind === 'decimal' && to.scale >= from.scale && to.precision - to.scale >= digits && !sameFeatureType(from, to)
    );
  }
  if (from.kind === 'array') return to.kind === 'array' && isWidening(from.element, to.element);
  if (from.kind === 'struct') return to.kind === 'struct' && isWiderStruct(from, to);
  return WIDER[from.kind]?.includes(to.kind as PlainTypeName) ?? false;
}

const WIDER: Readonly<Partial<Record<PlainTypeName, readonly PlainTypeName[]>>> = {
  int: ['bigint', 'double'],
  float: ['double'],
};

type Struct = Extract<FeatureType, { kind: 'struct' }>;

function isWiderStruct(from: Struct, to: Struct): boolean {
  if (from.fields.length !== to.fields.length || sameFeatureType(from, to)) return false;
  return from.fields.every(({ name, type }, index) => {
    const target = to.fields[index]!;
    return name === target.name && (sameFeatureType(type, target.type) || isWidening(type, target.type));
  });
}
