import { deviationOf, meanOf } from '../describe.ts';
import { studentTwoSided } from '../functions/beta.ts';
import { cannotTest, pValue, type TestOutcome } from '../outcome.ts';
import type { NumericPair } from '../sample.ts';

/** Student's t-test of two means with one common variance, two-sided. Evidently's `t_test`. */
export function tTest({ reference, current }: NumericPair): TestOutcome {
  const [n, m] = [reference.length, current.length];
  const degrees = n + m - 2;
  if (degrees < 1) throw cannotTest('the t-test needs three values', `there are ${n + m}`, 'use wasserstein');
  const common = (n * deviationOf(reference) ** 2 + m * deviationOf(current) ** 2) / degrees;
  const t = (meanOf(reference) - meanOf(current)) / Math.sqrt(common * (1 / n + 1 / m));
  return pValue(t, studentTwoSided(t, degrees));
}
