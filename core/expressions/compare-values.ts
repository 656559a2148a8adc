/** A value of a row, as rows come from JSON, from an engine, or from a request. */
export type RowValue = string | number | bigint | boolean | null;

/**
 * The order of two values as SQL has it: negative, zero, positive; undefined where they cannot be compared.
 * Texts are ordered by code point (as bytes of UTF-8 are); NaN equals itself and is above every other number.
 */
export function compareValues(a: Exclude<RowValue, null>, b: Exclude<RowValue, null>): number | undefined {
  if (typeof a === 'string') return typeof b === 'string' ? compareTexts(a, b) : undefined;
  if (typeof a === 'boolean') return typeof b === 'boolean' ? Number(a) - Number(b) : undefined;
  if (typeof b === 'string' || typeof b === 'boolean') return undefined;
  return compareNumbers(a, b);
}

function compareNumbers(a: number | bigint, b: number | bigint): number {
  const [aIsNaN, bIsNaN] = [Number.isNaN(a), Number.isNaN(b)];
  if (aIsNaN || bIsNaN) return Number(aIsNaN) - Number(bIsNaN);
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const [left, right] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (left !== right) return codePointRank(left) - codePointRank(right);
  }
  return a.length - b.length;
}

/** Code units in the order of the code points that they belong to: surrogates stand for those above all others. */
function codePointRank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}
