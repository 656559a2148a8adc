import { parseIsoTime } from '../expressions/iso-time.ts';
import type { Bounds } from './argument.ts';

/** What is wrong with two bounds together. */
export type BoundsProblem = 'reversed' | 'empty' | 'missing';

/**
 * Checks the two ends of a range: `reversed` where the lower is above the upper, `empty` where both are equal and one
 * of them is excluded, `missing` where there is neither and one is needed. Values that cannot be compared here are not judged.
 */
export function checkBounds(bounds: Bounds, kwargs: Readonly<Record<string, unknown>>): BoundsProblem | undefined {
  const min = kwargs[bounds.min] ?? null;
  const max = kwargs[bounds.max] ?? null;
  if (min === null && max === null) return bounds.optional ? undefined : 'missing';
  const order = compareBounds(min, max);
  if (order === undefined) return undefined;
  if (order > 0) return 'reversed';
  const strict = (name: string | undefined): boolean => name !== undefined && kwargs[name] === true;
  return order === 0 && (strict(bounds.strictMin) || strict(bounds.strictMax)) ? 'empty' : undefined;
}

/** Negative, zero or positive as `min` is below, equal to or above `max`; undefined where that is not known. */
function compareBounds(min: unknown, max: unknown): number | undefined {
  const [low, high] = [onScale(min), onScale(max)];
  if (low === undefined || high === undefined || typeof low !== typeof high) return undefined;
  return low < high ? -1 : low > high ? 1 : 0;
}

/** A number, or an instant as a text that compares as instants do. */
function onScale(bound: unknown): number | string | undefined {
  if (bound instanceof Date) return parseIsoTime(bound.toISOString())?.instant;
  if (typeof bound === 'number') return bound;
  if (typeof bound !== 'string') return undefined;
  if (bound.trim() !== '' && Number.isFinite(Number(bound))) return Number(bound);
  return parseIsoTime(bound)?.instant;
}
