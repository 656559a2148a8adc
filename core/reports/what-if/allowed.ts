import { parseIsoTime } from '../../expressions/iso-time.ts';

/** How two sets of what is allowed lie to each other; undefined where that is not known. */
export type Relation = 'same' | 'wider' | 'narrower' | undefined;

interface End {
  readonly value: number | string;
  readonly strict: boolean;
}

/** A range as it is written; undefined where an end is nothing that can be compared, such as a parameter. */
export interface AllowedRange {
  readonly min: End | undefined;
  readonly max: End | undefined;
}

export function rangeIn(args: Readonly<Record<string, unknown>>, times: boolean): AllowedRange | undefined {
  const min = endOf(args.min_value, args.strict_min, times);
  const max = endOf(args.max_value, args.strict_max, times);
  return min === null || max === null ? undefined : { min, max };
}

/** Undefined: there is no end; null: there is one that cannot be compared. */
function endOf(value: unknown, strict: unknown, times: boolean): End | undefined | null {
  if (value === undefined || value === null) return undefined;
  const comparable = comparableOf(value, times);
  return comparable === undefined ? null : { value: comparable, strict: strict === true };
}

/** Numbers as they are, times as texts that compare as instants do. */
export function comparableOf(value: unknown, times: boolean): number | string | undefined {
  if (times) return typeof value === 'string' ? parseIsoTime(value)?.instant : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function isInside(value: number | string, { min, max }: AllowedRange): boolean {
  const isAbove = min === undefined || value > min.value || (value === min.value && !min.strict);
  return isAbove && (max === undefined || value < max.value || (value === max.value && !max.strict));
}

export function rangeRelation(now: AllowedRange, before: AllowedRange): Relation {
  const isWider = reaches(now.min, before.min, -1) && reaches(now.max, before.max, 1);
  const isNarrower = reaches(before.min, now.min, -1) && reaches(before.max, now.max, 1);
  if (isWider && isNarrower) return 'same';
  return isWider ? 'wider' : isNarrower ? 'narrower' : undefined;
}

/** Whether the end lies at least as far out as the other one. */
function reaches(end: End | undefined, other: End | undefined, outwards: 1 | -1): boolean {
  if (end === undefined) return true;
  if (other === undefined) return false;
  if (end.value === other.value) return !end.strict || other.strict;
  return outwards === 1 ? end.value > other.value : end.value < other.value;
}

/** Sets of plain values only: what equals what among others, the engine knows. */
export function setRelation(now: unknown, before: unknown): Relation {
  if (!isPlainSet(now) || !isPlainSet(before)) return undefined;
  const [left, right] = [new Set(now), new Set(before)];
  const isWider = [...right].every((each) => left.has(each));
  const isNarrower = [...left].every((each) => right.has(each));
  if (isWider && isNarrower) return 'same';
  return isWider ? 'wider' : isNarrower ? 'narrower' : undefined;
}

function isPlainSet(value: unknown): value is readonly (string | number | boolean)[] {
  return Array.isArray(value) && value.every((each) => ['string', 'number', 'boolean'].includes(typeof each));
}
