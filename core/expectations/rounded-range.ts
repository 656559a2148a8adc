import type { Json, Value } from '../engine/value.ts';
import { parseIsoTime } from '../expressions/iso-time.ts';
import { isTemporal } from '../expressions/type-of.ts';
import type { ValueType } from '../expressions/value-type.ts';

export interface RoundedRange {
  readonly min: Json;
  readonly max: Json;
}

/**
 * A range around what was seen, in numbers that a person would have written: rounded outwards to a hundredth or so of
 * its width, to whole days for times. Undefined where there is nothing to round.
 */
export function roundedRange(min: Value, max: Value, valueType: ValueType): RoundedRange | undefined {
  if (min === null || max === null) return undefined;
  if (isTemporal(valueType)) return roundedDays(String(min), String(max), valueType);
  const [low, high] = [Number(min), Number(max)];
  if (!Number.isFinite(high - low)) return undefined;
  if (low === high) return { min: low, max: high };
  const exponent = Math.floor(Math.log10(high - low)) - 1;
  const step = valueType === 'integer' ? Math.max(0, exponent) : exponent;
  return { min: roundTo(low, step, Math.floor), max: roundTo(high, step, Math.ceil) };
}

function roundTo(value: number, exponent: number, round: (value: number) => number): number {
  const scaled = round(Number((value / 10 ** exponent).toPrecision(15)));
  // 3 * 0.1 is not 0.3 in binary: the text is.
  return Number(`${scaled}e${exponent}`);
}

function roundedDays(min: string, max: string, valueType: ValueType): RoundedRange | undefined {
  const [first, last] = [parseIsoTime(min), parseIsoTime(max)];
  if (first === undefined || last === undefined) return undefined;
  if (valueType === 'date') return { min: first.date, max: last.date };
  const next = new Date(Date.parse(`${last.instant.slice(0, 10)}T00:00:00Z`) + 86_400_000);
  return { min: first.instant.slice(0, 10), max: next.toISOString().slice(0, 10) };
}
