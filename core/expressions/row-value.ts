import type { RowValue } from './compare-values.ts';
import { parseIsoTime } from './iso-time.ts';
import type { ValueType } from './value-type.ts';

/** A value of a row as its type means it; null where it is missing, or is no value of that type. */
export function readRowValue(value: unknown, type: ValueType | undefined): RowValue {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'integer':
      return typeof value === 'string' ? wholeNumber(value) : number(value);
    case 'float': {
      const read = readNumber(value);
      return read === null ? null : Math.fround(Number(read));
    }
    case 'double':
    case 'decimal':
      return readNumber(value);
    case 'string':
      return typeof value === 'string' ? value : null;
    case 'date':
      return isoTime(value)?.date ?? null;
    case 'timestamp':
      return isoTime(value)?.instant ?? null;
    case 'binary':
    case 'other':
      return PRESENT;
    case undefined:
      return value instanceof Date ? value.toISOString() : plain(value);
  }
}

/** Stands for a value that can be told from a missing one, and not compared. */
const PRESENT = true;

function plain(value: unknown): RowValue {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return typeof value === 'object' ? PRESENT : number(value);
}

function number(value: unknown): number | bigint | null {
  return typeof value === 'number' || typeof value === 'bigint' ? value : null;
}

function readNumber(value: unknown): number | null {
  if (typeof value === 'string') return value.trim() === '' ? null : textAsNumber(value);
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : null;
}

/** Engines write `NaN` and `Infinity` into JSON as texts. */
function textAsNumber(text: string): number | null {
  const value = Number(text);
  return Number.isNaN(value) && text !== 'NaN' ? null : value;
}

function wholeNumber(text: string): number | bigint | null {
  if (!/^[+-]?\d+$/.test(text.trim())) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

function isoTime(value: unknown) {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : parseIsoTime(value.toISOString());
  return typeof value === 'string' ? parseIsoTime(value) : undefined;
}
