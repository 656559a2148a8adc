import type { Value } from '../engine/value.ts';
import { parseIsoTime } from '../expressions/iso-time.ts';
import { isTemporal } from '../expressions/type-of.ts';
import type { ValueType } from '../expressions/value-type.ts';

/** Bins of equal width. */
export interface Bins {
  readonly start: number;
  readonly width: number;
  /** One more than there are bins. */
  readonly edges: readonly number[];
  /** The edges as dates, where they are instants in seconds. */
  readonly labels: readonly string[] | undefined;
}

/** Bins of a small histogram. */
const COUNT = 20;

/** Bins from the smallest to the largest value; undefined where these are no numbers or times. */
export function binsOf(
  { min, max }: { readonly min: Value; readonly max: Value },
  valueType: ValueType,
): Bins | undefined {
  const isTime = isTemporal(valueType);
  const [low, high] = isTime ? [secondsOf(min), secondsOf(max)] : [Number(min), Number(max)];
  if (low === undefined || high === undefined || !Number.isFinite(high - low)) return undefined;
  // Whole numbers (and days) get bins that each hold equally many of them.
  const unit = valueType === 'date' ? 86_400 : valueType === 'integer' ? 1 : undefined;
  const width = unit === undefined ? (high - low) / COUNT || 1 : Math.ceil((high - low + unit) / COUNT / unit) * unit;
  const count = unit === undefined ? (high === low ? 1 : COUNT) : Math.ceil((high - low + unit) / width);
  const edges = Array.from({ length: count + 1 }, (_, index) => low + index * width);
  return { start: low, width, edges, labels: isTime ? edges.map((edge) => labelOf(edge, valueType)) : undefined };
}

function secondsOf(value: Value): number | undefined {
  const instant = parseIsoTime(String(value))?.instant;
  return instant === undefined ? undefined : Date.parse(instant) / 1000;
}

function labelOf(seconds: number, valueType: ValueType): string {
  const iso = new Date(seconds * 1000).toISOString();
  return valueType === 'date' ? iso.slice(0, 10) : iso.slice(0, 16);
}
