import { quantileOf } from '../describe.ts';
import { chiSquareTail } from '../functions/gamma.ts';
import { eigen } from '../functions/symmetric.ts';
import { cannotTest, pValue, type TestOutcome } from '../outcome.ts';
import { type NumericPair, pooled } from '../sample.ts';

/** Where the characteristic functions are compared, in halves of the interquartile range. */
const POINTS = [0.4, 0.8];

/**
 * Epps and Singleton's test (J. Stat. Comput. Simul. 26, 1986) of the empirical characteristic functions at two points,
 * with the correction for small samples of Goerg and Kaiser (Stata J. 9, 2009). As `scipy.stats.epps_singleton_2samp` and
 * Evidently's `es`.
 */
export function eppsSingleton(pair: NumericPair): TestOutcome {
  const [n, m] = [pair.reference.length, pair.current.length];
  if (Math.min(n, m) < 5) {
    const why = `there are ${n} values in the reference and ${m} now`;
    throw cannotTest('the Epps-Singleton test needs five values on each side', why, 'use ks');
  }
  const all = pooled(pair);
  const scale = (quantileOf(all, 0.75) - quantileOf(all, 0.25)) / 2;
  if (scale === 0) {
    const why = 'the middle half of all values is one single value';
    throw cannotTest('the Epps-Singleton test cannot scale the values', why, 'use jensenshannon');
  }
  const [r, c] = [waves(pair.reference, scale), waves(pair.current, scale)];
  const covariance = r.covariance.map((row, i) =>
    row.map((value, j) => ((n + m) / n) * value + ((n + m) / m) * (c.covariance[i]?.[j] ?? 0)),
  );
  const gap = r.means.map((mean, index) => mean - (c.means[index] ?? 0));
  const { form, rank } = inverseForm(covariance, gap);
  const correction = Math.max(n, m) < 25 ? 1 / (1 + (n + m) ** -0.45 + 10.1 * (n ** -1.7 + m ** -1.7)) : 1;
  const statistic = (n + m) * form * correction;
  return pValue(statistic, chiSquareTail(statistic, rank));
}

/** Means and covariances (divisor n) of cos and sin of the scaled values at each point. */
function waves(values: Float64Array, scale: number) {
  const size = 2 * POINTS.length;
  const wavesOf = (value: number) => {
    const angles = POINTS.map((point) => (point / scale) * value);
    return [...angles.map(Math.cos), ...angles.map(Math.sin)];
  };
  const means = new Array<number>(size).fill(0);
  for (const value of values) for (const [i, wave] of wavesOf(value).entries()) means[i] = (means[i] ?? 0) + wave;
  for (let i = 0; i < size; i += 1) means[i] = (means[i] ?? 0) / values.length;
  const covariance = means.map(() => new Array<number>(size).fill(0));
  for (const value of values) {
    const off = wavesOf(value).map((wave, i) => wave - (means[i] ?? 0));
    for (const [i, row] of covariance.entries()) {
      for (let j = 0; j < size; j += 1) row[j] = (row[j] ?? 0) + ((off[i] ?? 0) * (off[j] ?? 0)) / values.length;
    }
  }
  return { means, covariance };
}

/** xᵀ A⁺ x with the pseudo-inverse of a symmetric A, and the rank of A. */
function inverseForm(matrix: readonly (readonly number[])[], x: readonly number[]) {
  const parts = eigen(matrix);
  const largest = Math.max(...parts.map(({ value }) => Math.abs(value)));
  const kept = parts.filter(({ value }) => Math.abs(value) > largest * matrix.length * Number.EPSILON);
  const form = kept.reduce((total, { value, vector }) => {
    const along = vector.reduce((dot, part, index) => dot + part * (x[index] ?? 0), 0);
    return total + along ** 2 / value;
  }, 0);
  return { form, rank: kept.length };
}
