import type { Json } from '../engine/value.ts';
import { cannotJudge } from './judge.ts';

/** An expected distribution, over values or over bins; weights of bins are those inside them. */
export type Partition =
  | { readonly values: readonly Json[]; readonly weights: readonly number[] }
  | {
      readonly bins: readonly number[];
      readonly weights: readonly number[];
      readonly tail_weights?: readonly number[];
    };

/** Shares of the expected weight that are kept back for what the distribution does not expect. */
export interface Holdouts {
  /** For values outside of the bins, or unknown to the distribution. */
  readonly tail: number;
  /** For bins of weight 0. */
  readonly internal: number;
}

export interface Comparison {
  /** In nats; infinite where something is observed that is not expected at all, NaN where nothing is observed. */
  readonly divergence: number;
  readonly observed: Readonly<Record<string, Json>>;
  readonly expected: Readonly<Record<string, Json>>;
}

/** Compares frequencies of values with an expected distribution, as Great Expectations does. */
export function compareCategories(
  { values, weights }: Extract<Partition, { values: unknown }>,
  frequencies: ReadonlyMap<Json, number>,
  holdouts: Holdouts,
): Comparison {
  if (holdouts.internal > 0) throw cannotJudge('internal_weight_holdout cannot be used for discrete data');
  const all = [...new Set([...values, ...frequencies.keys()])].sort(order);
  const unknown = all.filter((value) => !values.includes(value)).length;
  const scale = unknown > 0 ? 1 - holdouts.tail : 1;
  const total = sum([...frequencies.values()]);
  const observed = all.map((value) => (frequencies.get(value) ?? 0) / total);
  const expected = all.map((value) => {
    const place = values.indexOf(value);
    return place < 0 ? holdouts.tail / unknown : (weights[place] ?? 0) * scale;
  });
  return {
    divergence: relativeEntropy(observed, expected),
    observed: { values: all, weights: observed },
    expected: { values: all, weights: expected },
  };
}

/** Compares a histogram with an expected distribution over its bins, as Great Expectations does. */
export function compareBins(
  partition: Extract<Partition, { bins: unknown }>,
  counts: { readonly below: number; readonly counts: readonly number[]; readonly above: number },
  holdouts: Holdouts,
): Comparison {
  const { bins, tail_weights: tails } = partition;
  const [isOpenBelow, isOpenAbove] = [bins[0] === Number.NEGATIVE_INFINITY, bins.at(-1) === Number.POSITIVE_INFINITY];
  checkTails(tails, holdouts, isOpenBelow, isOpenAbove);
  const total = counts.below + sum(counts.counts) + counts.above;
  const expected = withInternal(partition.weights, holdouts);
  const [low = 0, high = 0] = tails ?? tailWeights(holdouts.tail, isOpenBelow, isOpenAbove);
  const observedParts = split(
    [counts.below, ...counts.counts, counts.above].map((count) => count / total),
    isOpenBelow,
    isOpenAbove,
  );
  const expectedParts = split([low, ...expected, high], isOpenBelow, isOpenAbove);
  const inner = bins.slice(isOpenBelow ? 1 : 0, isOpenAbove ? -1 : undefined);
  return {
    divergence: relativeEntropy(joined(observedParts), joined(expectedParts)),
    observed: { bins: inner, weights: observedParts.inside, tail_weights: observedParts.tails },
    expected: { bins: inner, weights: expectedParts.inside, tail_weights: expectedParts.tails },
  };
}

function checkTails(
  tails: readonly number[] | undefined,
  { tail, internal }: Holdouts,
  isOpenBelow: boolean,
  isOpenAbove: boolean,
): void {
  if (tails !== undefined && (tail > 0 || internal > 0)) {
    throw cannotJudge('tail_weight_holdout and internal_weight_holdout cannot be used with tail_weights');
  }
  if (tails !== undefined && (isOpenBelow || isOpenAbove)) {
    throw cannotJudge('tail_weights cannot be used where the first or the last bin is infinite');
  }
  if (tail > 0 && isOpenBelow && isOpenAbove) {
    throw cannotJudge('tail_weight_holdout cannot be used where the first and the last bin are infinite');
  }
}

function withInternal(weights: readonly number[], { tail, internal }: Holdouts): readonly number[] {
  const scaled = weights.map((weight) => weight * (1 - tail - internal));
  const empty = scaled.filter((weight) => weight === 0).length;
  return internal > 0 && empty > 0 ? scaled.map((weight) => (weight === 0 ? internal / empty : weight)) : scaled;
}

/** What lies beyond an end that is closed gets the holdout; beyond two, half of it each. */
function tailWeights(tail: number, isOpenBelow: boolean, isOpenAbove: boolean): readonly [number, number] {
  if (isOpenBelow) return [0, isOpenAbove ? 0 : tail];
  return isOpenAbove ? [tail, 0] : [tail / 2, tail / 2];
}

interface Parts {
  readonly inside: readonly number[];
  readonly tails: readonly [number, number];
}

/** An infinite first or last bin is the tail on its side. */
function split(weights: readonly number[], isOpenBelow: boolean, isOpenAbove: boolean): Parts {
  const start = isOpenBelow ? 2 : 1;
  const end = weights.length - (isOpenAbove ? 2 : 1);
  return {
    inside: weights.slice(start, end),
    tails: [sum(weights.slice(0, start)), sum(weights.slice(end))],
  };
}

function joined({ inside, tails: [low, high] }: Parts): readonly number[] {
  return [low, ...inside, high];
}

/** Sum of p ln(p / q) over distributions that are first scaled to 1. */
function relativeEntropy(observed: readonly number[], expected: readonly number[]): number {
  const [total, wanted] = [sum(observed), sum(expected)];
  return sum(
    observed.map((weight, index) => {
      const [p, q] = [weight / total, (expected[index] ?? 0) / wanted];
      return p === 0 ? 0 : p * Math.log(p / q);
    }),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function order(a: Json, b: Json): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : 1;
}
