import type { Bounds } from './argument.ts';
import { isTemporalText, millisecondsOf } from './iso-time.ts';

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
  return low === undefined || high === undefined || low.scale !== high.scale ? undefined : low.value - high.value;
}

function onScale(bound: unknown): { readonly scale: 'number' | 'time'; readonly value: number } | undefined {
  if (typeof bound === 'number') return { scale: 'number', value: bound };
  if (bound instanceof Date) return { scale: 'time', value: bound.getTime() };
  if (typeof bound !== 'string') return undefined;
  if (bound.trim() !== '' && Number.isFinite(Number(bound))) return { scale: 'number', value: Number(bound) };
  const time = isTemporalText(bound) ? millisecondsOf(bound) : Number.NaN;
  return Number.isNaN(time) ? undefined : { scale: 'time', value: time };
}
