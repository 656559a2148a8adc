import { normalTail } from '../functions/normal.ts';
import { forEachStep } from '../merge-steps.ts';
import { pValue, type TestOutcome } from '../outcome.ts';
import type { NumericPair } from '../sample.ts';

/** Where the smaller sample has no more rows, and no values are tied, the p-value is exact. */
const EXACT = 8;

/**
 * Mann-Whitney U test, one-sided: small p means that the reference is lower than the current values. Exact for 8 rows or
 * fewer without ties, else normal with corrections for ties and continuity. As Evidently's `mannw`, which is
 * `scipy.stats.mannwhitneyu(reference, current, alternative="less")`.
 */
export function mannWhitney(pair: NumericPair): TestOutcome {
  const { u, ties } = ranks(pair);
  const isExact = Math.min(pair.reference.length, pair.current.length) <= EXACT && ties === 0;
  return pValue(u, isExact ? exactLower(pair, u) : normalLower(pair, u, ties));
}

/** U of the reference, and Σ (t³ − t) over the values that occur t times. */
function ranks(pair: NumericPair): { readonly u: number; readonly ties: number } {
  let u = 0;
  let ties = 0;
  forEachStep(pair, ({ current, referenceHere, currentHere }) => {
    // Each reference value counts the current ones below it, and half of those that equal it.
    u += referenceHere * (current - currentHere / 2);
    const t = referenceHere + currentHere;
    ties += t ** 3 - t;
  });
  return { u, ties };
}

/** P(U ≤ u), by the normal distribution. */
export function normalLower(pair: NumericPair, u: number, ties: number): number {
  const [n, m] = [pair.reference.length, pair.current.length];
  const all = n + m;
  const deviation = Math.sqrt(((n * m) / 12) * (all + 1 - ties / (all * (all - 1))));
  return normalTail(((n * m) / 2 - u - 0.5) / deviation);
}

/** P(U ≤ u), from the number of orders of the values for each U: the coefficients of the Gaussian binomial. */
export function exactLower(pair: NumericPair, u: number): number {
  const [k, n] = [pair.reference.length, pair.current.length].sort((a, b) => a - b) as [number, number];
  const counts = new Float64Array(k * n + 1);
  counts[0] = 1;
  for (let i = 1; i <= k; i += 1) {
    // Times (1 − q^(n+i)), then by (1 − q^i); the coefficients stay whole numbers.
    for (let power = counts.length - 1; power >= n + i; power -= 1) {
      counts[power] = (counts[power] ?? 0) - (counts[power - n - i] ?? 0);
    }
    for (let power = i; power < counts.length; power += 1) {
      counts[power] = (counts[power] ?? 0) + (counts[power - i] ?? 0);
    }
  }
  let total = 0;
  let lower = 0;
  for (const [power, count] of counts.entries()) {
    total += count;
    if (power <= u) lower += count;
  }
  return lower / total;
}
