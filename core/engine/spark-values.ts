import type { SqlScalar, SqlValue } from './sql.ts';
import { exactDecimal, exactNumber, type Value } from './value.ts';

/** A value as the bridge writes it: plain JSON, or an object of one key for what JSON has no word for. */
export type WrittenValue =
  | null
  | boolean
  | number
  | string
  | readonly WrittenValue[]
  | { readonly [kind: string]: unknown };

/** The plain value, in the form in which every engine gives it. */
export function readValue(written: WrittenValue): Value {
  if (written === null || typeof written !== 'object') return written;
  if (isList(written)) return written.map(readValue);
  const [entry] = Object.entries(written);
  const [kind, said] = entry ?? ['', ''];
  switch (kind) {
    case 'int':
      return exactNumber(BigInt(String(said)));
    case 'num':
      return Number(said);
    case 'dec':
      return exactDecimal(String(said));
    case 'hex':
      return bytesInWords(Buffer.from(String(said), 'hex'));
    case 'struct':
      return Object.fromEntries((said as readonly Entry[]).map(([name, value]) => [String(name), readValue(value)]));
    default:
      return (said as readonly Entry[]).map(([key, value]) => ({ key: readValue(key), value: readValue(value) }));
  }
}

type Entry = readonly [WrittenValue, WrittenValue];

function isList(value: object): value is readonly WrittenValue[] {
  return Array.isArray(value);
}

/** Bytes that are letters stand for themselves. */
function bytesInWords(bytes: Uint8Array): string {
  return [...bytes]
    .map((byte) =>
      byte >= 0x20 && byte < 0x7f && byte !== 0x5c
        ? String.fromCharCode(byte)
        : `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');
}

/** Values to bind, as the bridge reads them. A list is none of them: Spark takes single values only. */
export function writtenValues(values: readonly SqlValue[]): readonly WrittenValue[] {
  return values.map((value) => {
    if (Array.isArray(value)) throw new TypeError('a list cannot be bound to a Spark statement');
    return writtenScalar(value as SqlScalar);
  });
}

function writtenScalar(value: SqlScalar): WrittenValue {
  if (typeof value === 'bigint') return { int: String(value) };
  if (typeof value !== 'number') return value;
  // A whole number beyond 2^53 was a double; written as JSON it would come out as an integer.
  return Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value))
    ? value
    : { num: String(value) };
}
