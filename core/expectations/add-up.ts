import type { Value } from '../engine/value.ts';

/**
 * How figures of parts of the rows (of single files) make those of all rows. A part is undefined where no row of it is
 * among those that the figures are about. What comes out is undefined where these parts cannot be added up here.
 */
export type AddUp = (parts: readonly (readonly Value[] | undefined)[]) => readonly Value[] | undefined;

/** Counts, one after the other. */
export function counts(places: number): AddUp {
  return (parts) => Array.from({ length: places }, (_, place) => sumOf(valuesAt(parts, place), true) ?? 0);
}

/** One sum: null of no values. Sums of whole numbers stay exact; of others the order of the files says in which order. */
export function sum(isWhole: boolean): AddUp {
  return (parts) => [sumOf(valuesAt(parts, 0), isWhole)];
}

/** A sum, and how many values it is of. */
export function sumAndCount(isWhole: boolean): AddUp {
  return (parts) => [sumOf(valuesAt(parts, 0), isWhole), sumOf(valuesAt(parts, 1), true) ?? 0];
}

/** The smallest or the largest of numbers, or of times as ISO text of years that have four digits. */
export function extreme(which: 'min' | 'max'): AddUp {
  return (parts) => {
    const values = valuesAt(parts, 0) as (number | bigint | string)[];
    if (values.some((value) => typeof value === 'string' && !/^\d{4}-[^(]*$/.test(value))) return undefined;
    const sorted = values.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    return [sorted.at(which === 'min' ? 0 : -1) ?? null];
  };
}

/**
 * Count, mean and sample standard deviation; the sums of squared distances of two parts add up as Chan, Golub and
 * LeVeque (1983) have it.
 */
export const deviation: AddUp = (parts) => {
  const filled = parts.filter((part) => part !== undefined && Number(part[0]) > 0) as (readonly Value[])[];
  const [first, ...others] = filled;
  if (first === undefined) return [0, null, null];
  // Infinite values have no deviation, in one file or in several; the engine says so of all of them.
  if (filled.some(([, mean, spread]) => !Number.isFinite(Number(mean)) || !Number.isFinite(Number(spread ?? 0)))) {
    return undefined;
  }
  if (others.length === 0) return first;
  const total = others.reduce((all, part) => joined(all, momentsOf(part)), momentsOf(first));
  return [total.count, total.mean, total.count < 2 ? null : Math.sqrt(total.squares / (total.count - 1))];
};

interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Of the distances from the mean. */
  readonly squares: number;
}

function momentsOf([count, mean, spread]: readonly Value[]): Moments {
  return { count: Number(count), mean: Number(mean), squares: Number(spread ?? 0) ** 2 * (Number(count) - 1) };
}

function joined(a: Moments, b: Moments): Moments {
  const count = a.count + b.count;
  const apart = b.mean - a.mean;
  return {
    count,
    mean: a.mean + (apart * b.count) / count,
    squares: a.squares + b.squares + (apart * apart * a.count * b.count) / count,
  };
}

function valuesAt(parts: readonly (readonly Value[] | undefined)[], place: number): readonly Value[] {
  return parts.flatMap((part) => (part?.[place] === undefined || part[place] === null ? [] : [part[place]]));
}

function sumOf(values: readonly Value[], isWhole: boolean): Value {
  if (values.length === 0) return null;
  if (!isWhole) return values.reduce<number>((total, value) => total + Number(value), 0);
  const total = values.reduce<bigint>((all, value) => all + BigInt(value as number | bigint), 0n);
  return Number.isSafeInteger(Number(total)) ? Number(total) : total;
}
