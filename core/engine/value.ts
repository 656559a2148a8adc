/**
 * A value as an engine returns it. Whole numbers that a JavaScript number cannot hold are bigint, decimals that it
 * cannot hold are text; dates and timestamps are ISO text; NaN and the infinities are themselves.
 */
export type Value = null | boolean | number | bigint | string | readonly Value[] | { readonly [key: string]: Value };

/** A whole number as JavaScript can hold it. */
export function exactNumber(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** A number where that says exactly the same, else the text; whole ones as whole numbers are. */
export function exactDecimal(text: string): number | bigint | string {
  if (/^-?\d+$/.test(text)) return exactNumber(BigInt(text));
  const number = Number(text);
  const plain = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return String(number) === plain || number === 0 ? number : text;
}

/** A value as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Writes a value in JSON without changing what it says: what JSON has no number for becomes text. */
export function toJson(value: Value): Json {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(toJson);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
}

function isList(value: object): value is readonly Value[] {
  return Array.isArray(value);
}
