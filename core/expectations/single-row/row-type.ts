import type { FeatureType } from '../../catalogue/feature-type.ts';
import { toDuckDbType } from '../../catalogue/feature-types.ts';
import { parseFeatureType } from '../../catalogue/parse-feature-type.ts';
import type { RowValue } from '../../expressions/compare-values.ts';
import { parseIsoTime } from '../../expressions/iso-time.ts';
import type { ValueType } from '../../expressions/value-type.ts';

/** A value of a row as its type means it; lists and objects are kept as they are. */
export type CellValue = RowValue | object;

/** The type of a column of one row, and how its values are read. Two columns of one type share the object. */
export interface RowType {
  /** As the engine would call it; undefined where nothing tells the type: the value is missing and the column not declared. */
  readonly type: string | undefined;
  readonly valueType: ValueType;
  /** Digits after the point of a decimal. */
  readonly scale?: number;
  /**
   * The value, null where it is missing (NaN is, as it is to pandas), or undefined where it is none of this type.
   * Numbers that JSON cannot hold come as texts, just as results write them.
   */
  read(value: unknown): CellValue | undefined;
}

/** For a column that a row does not have. */
export const ABSENT: RowType = { type: undefined, valueType: 'other', read: () => null };

/** For a missing value of a column that is not declared. */
export const UNTOLD: RowType = { type: undefined, valueType: 'other', read: () => null };

const INT32 = 2n ** 31n;
const INT64 = 2n ** 63n;

const BOOLEAN = typed('BOOLEAN', 'boolean', (value) => (typeof value === 'boolean' ? value : undefined));
const BIGINT = typed('BIGINT', 'integer', (value) => whole(value, INT64));
const HUGEINT = typed('HUGEINT', 'integer', (value) => whole(value, INT64 * INT64));
const DOUBLE = typed('DOUBLE', 'double', float);
const VARCHAR = typed('VARCHAR', 'string', (value) => (typeof value === 'string' ? value : undefined));
const DATE = typed('DATE', 'date', day);
const TIMESTAMP = typed('TIMESTAMP', 'timestamp', instant);
const LIST = typed('LIST', 'other', (value) => (Array.isArray(value) ? value : undefined));
const STRUCT = typed('STRUCT', 'other', (value) => (typeof value === 'object' && value ? value : undefined));

function typed(
  type: string,
  valueType: ValueType,
  read: (value: NonNullable<unknown>) => CellValue | undefined,
  scale?: number,
): RowType {
  return {
    type,
    valueType,
    ...(scale === undefined ? {} : { scale }),
    read: (value) => (value === null || value === undefined ? null : read(value)),
  };
}

/** The type of a declared column, from a feature type as definitions write it; undefined where that is none. */
export function declaredType(text: string): RowType | undefined {
  const { type } = parseFeatureType(text);
  return type === undefined ? undefined : rowType(type);
}

function rowType(type: FeatureType): RowType {
  const name = toDuckDbType(type);
  switch (type.kind) {
    case 'boolean':
      return BOOLEAN;
    case 'int':
      return typed(name, 'integer', (value) => whole(value, INT32));
    case 'bigint':
      return BIGINT;
    case 'float':
      return typed(name, 'float', (value) => {
        const number = float(value);
        return typeof number === 'number' ? Math.fround(number) : number;
      });
    case 'double':
      return DOUBLE;
    case 'string':
      return VARCHAR;
    case 'binary':
      return typed(name, 'binary', (value) => (typeof value === 'string' ? value : undefined));
    case 'date':
      return DATE;
    case 'timestamp':
      return typed(name, 'timestamp', instant);
    case 'decimal': {
      const { precision, scale } = type;
      return typed(name, 'decimal', (value) => decimal(value, precision, scale), scale);
    }
    case 'array': {
      const element = rowType(type.element);
      return typed(name, 'other', (value) => (Array.isArray(value) && value.every(isOf(element)) ? value : undefined));
    }
    case 'struct': {
      const fields = type.fields.map((field) => [field.name, isOf(rowType(field.type))] as const);
      return typed(name, 'other', (value) => {
        if (typeof value !== 'object' || Array.isArray(value)) return undefined;
        return fields.every(([key, isField]) => isField((value as Record<string, unknown>)[key])) ? value : undefined;
      });
    }
  }
}

function isOf(type: RowType): (value: unknown) => boolean {
  return (value) => type.read(value) !== undefined;
}

/** The type that a value has by itself. Texts stay texts where they stand in for another type that was declared. */
export function ownType(value: unknown, isDeclared: boolean): RowType {
  switch (typeof value) {
    case 'boolean':
      return BOOLEAN;
    case 'bigint':
      return whole(value, INT64) === undefined ? HUGEINT : BIGINT;
    case 'number':
      return whole(value, INT64) === undefined ? DOUBLE : BIGINT;
    case 'string': {
      const time = isDeclared ? undefined : parseIsoTime(value);
      return time === undefined ? VARCHAR : time.hasTime ? TIMESTAMP : DATE;
    }
    case 'object':
      if (value instanceof Date) return TIMESTAMP;
      return value === null ? UNTOLD : Array.isArray(value) ? LIST : STRUCT;
    default:
      return UNTOLD;
  }
}

function whole(value: unknown, limit: bigint): number | bigint | undefined {
  if (typeof value === 'number') {
    return Number.isInteger(value) && value >= -Number(limit) && value < Number(limit) ? value : undefined;
  }
  const exact = typeof value === 'string' ? largeWhole(value) : value;
  return typeof exact === 'bigint' && exact >= -limit && exact < limit ? plain(exact) : undefined;
}

/** A text of digits is a whole number only where no JSON number could say the same. */
function largeWhole(text: string): bigint | undefined {
  if (!/^-?\d{16,}$/.test(text)) return undefined;
  const exact = BigInt(text);
  return Number.isSafeInteger(Number(exact)) ? undefined : exact;
}

function plain(value: bigint): number | bigint {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function float(value: unknown): number | null | undefined {
  if (value === 'NaN' || Number.isNaN(value)) return null;
  if (value === 'Infinity') return Number.POSITIVE_INFINITY;
  if (value === '-Infinity') return Number.NEGATIVE_INFINITY;
  return typeof value === 'number' ? value : typeof value === 'bigint' ? Number(value) : undefined;
}

function decimal(value: unknown, precision: number, scale: number): number | undefined {
  const isText = typeof value === 'string';
  const text = isText ? value : typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
  const [, before, after = ''] = /^-?(?=\d)0*(\d*)(?:\.(\d*?)0*)?$/.exec(text) ?? [];
  if (before === undefined || before.length > precision - scale || after.length > scale) return undefined;
  // As with whole numbers: a text where a number would do is a text.
  return isText && before.length + after.length <= 15 ? undefined : Number(text);
}

function day(value: unknown): string | undefined {
  const time = typeof value === 'string' ? parseIsoTime(value) : undefined;
  return time === undefined || time.hasTime ? undefined : time.date;
}

function instant(value: unknown): string | undefined {
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? undefined : parseIsoTime(value.toISOString())?.instant;
  return typeof value === 'string' ? parseIsoTime(value)?.instant : undefined;
}
