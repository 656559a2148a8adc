import type { Span } from '../../documents/node.ts';

/** The first number in a JSON text that would become another one, as a whole number beyond 2^53 would. */
export function inexactNumber(text: string): Span | undefined {
  for (const { 0: found, 1: digits, index } of text.matchAll(TOKEN)) {
    if (digits !== undefined && !isExact(digits)) return { start: index, end: index + found.length };
  }
  return undefined;
}

/** Texts are passed over whole; what is left of digits is a number. */
const TOKEN = /"(?:[^"\\]|\\.)*"|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g;

/** A fraction is always near enough to what was meant: it was a binary float when it was written. */
function isExact(digits: string): boolean {
  const value = Number(digits);
  if (!Number.isFinite(value)) return false;
  return /[.eE]/.test(digits) || String(value) === digits || BigInt(digits) === BigInt(value);
}
