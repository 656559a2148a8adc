import { deviationOf } from '../describe.ts';
import { integrateGap } from '../merge-steps.ts';
import { distance, type TestOutcome } from '../outcome.ts';
import type { NumericPair } from '../sample.ts';

/** Wasserstein distance in standard deviations of the reference, those taken as at least 0.001. Evidently's `wasserstein`. */
export function wasserstein(pair: NumericPair): TestOutcome {
  return distance(wassersteinDistance(pair) / Math.max(deviationOf(pair.reference), 0.001));
}

/** ∫ |F − G|: how far values must be moved on average, in the unit of the values. */
export function wassersteinDistance(pair: NumericPair): number {
  return integrateGap(pair, Math.abs);
}
