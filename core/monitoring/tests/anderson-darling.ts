import { forEachStep } from '../merge-steps.ts';
import { cannotTest, pValue, type TestOutcome } from '../outcome.ts';
import type { NumericPair } from '../sample.ts';

/** Significance levels, and the statistic's critical values for two samples (Scholz and Stephens, 1987, table 2). */
const LEVELS = [0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001];
// biome-ignore lint/suspicious/noApproximativeNumericConstant: 2.718 is a critical value.
const CRITICAL = [0.325, 1.226, 1.961, 2.718, 3.752, 4.592, 6.546];

/**
 * Two-sample Anderson-Darling test with midranks (Scholz and Stephens, J. Am. Stat. Assoc. 82, 1987, equation 7). p comes
 * from a parabola through the logarithms of the critical levels, and stays between 0.001 and 0.25. As
 * `scipy.stats.anderson_ksamp` and Evidently's `anderson`.
 */
export function andersonDarling(pair: NumericPair): TestOutcome {
  const { squared, distinct } = squaredDistance(pair);
  if (distinct < 2) {
    throw cannotTest('the Anderson-Darling test needs different values', 'all values are equal', 'use wasserstein');
  }
  const all = pair.reference.length + pair.current.length;
  if (all < 4) throw cannotTest('the Anderson-Darling test needs four values', `there are ${all}`, 'use wasserstein');
  const statistic = (squared - 1) / Math.sqrt(variance(pair.reference.length, pair.current.length));
  return pValue(statistic, levelOf(statistic));
}

function squaredDistance(pair: NumericPair): { readonly squared: number; readonly distinct: number } {
  const [n, m] = [pair.reference.length, pair.current.length];
  const all = n + m;
  let squared = 0;
  let distinct = 0;
  forEachStep(pair, ({ reference, current, referenceHere, currentHere }) => {
    const here = referenceHere + currentHere;
    // Ranks count a tie half.
    const below = reference + current - here / 2;
    const spread = below * (all - below) - (all * here) / 4;
    const r = all * (reference - referenceHere / 2) - below * n;
    const c = all * (current - currentHere / 2) - below * m;
    if (spread > 0) squared += ((here / all) * (r ** 2 / n + c ** 2 / m)) / spread;
    distinct += 1;
  });
  return { squared: (squared * (all - 1)) / all, distinct };
}

/** Variance of the squared distance for two samples, in the letters of the paper (k = 2). */
function variance(n: number, m: number): number {
  const all = n + m;
  const inverse = 1 / n + 1 / m;
  let tail = 0;
  let g = 0;
  for (let i = all - 2; i >= 1; i -= 1) {
    tail += 1 / (i + 1);
    g += tail / (all - i);
  }
  const h = tail + 1;
  const a = 4 * g - 6 + (10 - 6 * g) * inverse;
  const b = (2 * g - 4) * 4 + 16 * h + (2 * g - 14 * h - 4) * inverse - 8 * h + 4 * g - 6;
  const c = (6 * h + 2 * g - 2) * 4 + (4 * h - 4 * g + 6) * 2 + (2 * h - 6) * inverse + 4 * h;
  const d = (2 * h + 6) * 4 - 8 * h;
  return (a * all ** 3 + b * all ** 2 + c * all + d) / ((all - 1) * (all - 2) * (all - 3));
}

function levelOf(statistic: number): number {
  if (statistic < Math.min(...CRITICAL)) return Math.max(...LEVELS);
  if (statistic > Math.max(...CRITICAL)) return Math.min(...LEVELS);
  const [a, b, c] = parabola(CRITICAL, LEVELS.map(Math.log));
  return Math.exp(a + b * statistic + c * statistic ** 2);
}

/** Coefficients of a + b x + c x² with the least squares, by Gauss' elimination in the normal equations. */
function parabola(xs: readonly number[], ys: readonly number[]): readonly [number, number, number] {
  const moment = (power: number) => xs.reduce((total, x) => total + x ** power, 0);
  const rows = [0, 1, 2].map((power) => [
    moment(power),
    moment(power + 1),
    moment(power + 2),
    xs.reduce((total, x, index) => total + x ** power * (ys[index] ?? 0), 0),
  ]);
  for (const [step, pivot] of rows.entries()) {
    const head = pivot[step] ?? 1;
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = (row[step] ?? 0) / head;
      for (const [column, value] of pivot.entries()) row[column] = (row[column] ?? 0) - factor * value;
    }
  }
  const [a = 0, b = 0, c = 0] = rows.map((row, index) => (row[3] ?? 0) / (row[index] ?? 1));
  return [a, b, c];
}
