import type { LiteralValue } from './expression.ts';
import { parseIsoTime } from './iso-time.ts';
import { isNumeric } from './type-of.ts';
import type { ValueType } from './value-type.ts';

/** A literal as the type that it is compared with means it. */
export interface AdaptedLiteral {
  readonly value: Exclude<LiteralValue, null>;
  readonly type: ValueType;
}

/**
 * Reads a literal as a value of `type`: `'2024-01-01'` as a date, `'3'` as a number, 1 and 0 as true and false.
 * Undefined where it is none, so that the two can never be equal. Dates stay dates beside timestamps, and a text with a
 * time of day beside a date is a timestamp, as nothing may be cut off.
 */
export function adaptLiteral(value: Exclude<LiteralValue, null>, type: ValueType): AdaptedLiteral | undefined {
  if (isNumeric(type)) return adaptNumber(value, type);
  switch (type) {
    case 'string':
      return typeof value === 'string' ? { value, type } : undefined;
    case 'boolean':
      return adaptBoolean(value);
    case 'date':
    case 'timestamp':
      return typeof value === 'string' ? adaptTime(value, type) : undefined;
    default:
      return undefined;
  }
}

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

function adaptNumber(value: Exclude<LiteralValue, null>, type: ValueType): AdaptedLiteral | undefined {
  const number = typeof value === 'string' ? numberIn(value) : value;
  if (typeof number !== 'number' && typeof number !== 'bigint') return undefined;
  if (type === 'float') return { value: Number(number), type };
  if (type === 'double' && typeof number === 'bigint') return { value: Number(number), type };
  return { value: number, type: typeof number === 'bigint' || Number.isInteger(number) ? 'integer' : 'double' };
}

function numberIn(text: string): number | bigint | undefined {
  const digits = text.trim();
  if (!DECIMAL.test(digits)) return undefined;
  const number = Number(digits);
  if (/^[+-]?\d{1,38}$/.test(digits) && !Number.isSafeInteger(number)) return BigInt(digits);
  return Number.isFinite(number) ? number : undefined;
}

const TRUE: readonly unknown[] = [true, 1, 'true'];
const FALSE: readonly unknown[] = [false, 0, 'false'];

function adaptBoolean(value: Exclude<LiteralValue, null>): AdaptedLiteral | undefined {
  const folded = typeof value === 'string' ? value.toLowerCase() : value;
  if (TRUE.includes(folded)) return { value: true, type: 'boolean' };
  return FALSE.includes(folded) ? { value: false, type: 'boolean' } : undefined;
}

function adaptTime(text: string, type: 'date' | 'timestamp'): AdaptedLiteral | undefined {
  const time = parseIsoTime(text);
  if (time === undefined) return undefined;
  return type === 'date' && !time.hasTime ? { value: time.date, type } : { value: time.instant, type: 'timestamp' };
}
