import type { Row } from './store.ts';

/** The value of a column of text. */
export function textOf(row: Row, column: string): string {
  return String(row[column]);
}

export function textOrNone(row: Row, column: string): string | undefined {
  const value = row[column];
  return value === null || value === undefined ? undefined : String(value);
}

export function numberOrNone(row: Row, column: string): number | undefined {
  const value = row[column];
  return typeof value === 'number' ? value : undefined;
}

/** The truth value of a column of 0 and 1. */
export function truthOrNone(row: Row, column: string): boolean | undefined {
  const value = numberOrNone(row, column);
  return value === undefined ? undefined : value !== 0;
}

/** The plain value of a column of JSON; `undefined` for NULL, and for what is not JSON. */
export function jsonOrNone(row: Row, column: string): unknown {
  const value = row[column];
  if (typeof value !== 'string') return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** A plain value as it stands in a column of JSON; `undefined` becomes NULL. */
export function asJson(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}
