import { chiSquareTail } from '../functions/gamma.ts';
import { pValue, type TestOutcome } from '../outcome.ts';
import { type CategoricalPair, sum } from '../sample.ts';

/**
 * Pearson's chi-square test of the current counts against those that the reference leads one to expect, with one degree of
 * freedom less than there are categories. A category that the reference never had makes p 0. Evidently's `chisquare`.
 */
export function chiSquare({ categories, reference, current }: CategoricalPair): TestOutcome {
  const scale = sum(current) / sum(reference);
  const statistic = chiSquareStatistic(
    current,
    reference.map((count) => count * scale),
  );
  return pValue(statistic, chiSquareTail(statistic, categories.length - 1));
}

/** Σ (observed − expected)² ⁄ expected. */
export function chiSquareStatistic(observed: readonly number[], expected: readonly number[]): number {
  return sum(observed.map((count, index) => (count - (expected[index] ?? 0)) ** 2 / (expected[index] ?? 0)));
}
