import { kolmogorovTail } from '../functions/kolmogorov.ts';
import { forEachStep } from '../merge-steps.ts';
import { pValue, type TestOutcome } from '../outcome.ts';
import type { NumericPair } from '../sample.ts';

/** Up to so many rows in either sample the p-value is exact, as in SciPy. */
const EXACT = 10_000;

/**
 * Two-sample Kolmogorov-Smirnov test, two-sided: D is the largest gap between the cumulative distributions. The p-value is
 * exact up to 10,000 rows, and then that of one sample of n m ⁄ (n + m) rows. As `scipy.stats.ks_2samp`.
 */
export function kolmogorovSmirnov(pair: NumericPair): TestOutcome {
  const [n, m] = [pair.reference.length, pair.current.length];
  const gap = largestGap(pair);
  const p =
    Math.max(n, m) <= EXACT ? exactTail(n, m, gap) : kolmogorovTail(roundHalfEven((n * m) / (n + m)), gap / (n * m));
  return pValue(gap / (n * m), p);
}

/** The largest |F − G|, times n m: a whole number. */
export function largestGap(pair: NumericPair): number {
  const [n, m] = [pair.reference.length, pair.current.length];
  let largest = 0;
  forEachStep(pair, ({ reference, current }) => {
    largest = Math.max(largest, Math.abs(reference * m - current * n));
  });
  return largest;
}

/**
 * P(n m D ≥ gap) if both samples come from one distribution without ties: the share of all orders of n and m values whose
 * gap gets that large. Hodges' recursion over the grid of (values of the one, values of the other), told for the share of
 * paths that leave the band, so that nothing cancels; only cells inside the band are visited.
 */
export function exactTail(n: number, m: number, gap: number): number {
  if (gap <= 0) return 1;
  // Past 2.17 exp(−2 D² n m ⁄ (n + m)), a bound of Wei and Dudley (Stat. Probab. Lett. 82, 2012), nothing is left to count.
  if ((2 * gap * gap) / (n * m * (n + m)) > 760) return 0;
  // At (i, j) a path is inside while |i m − j n| < gap; all cells beyond count 1. Of the grid only two rows are kept, and of
  // those only what the band touches is written.
  const low = (i: number) => Math.max(0, Math.floor((i * m - gap) / n) + 1);
  const high = (i: number) => Math.min(m, Math.ceil((i * m + gap) / n) - 1);
  let below = new Float64Array(m + 1).fill(1);
  let row = new Float64Array(m + 1).fill(1);
  for (let i = 0; i <= n; i += 1) {
    const [from, to] = [low(i), high(i)];
    if (from > 0) row[from - 1] = 1;
    for (let j = from; j <= to; j += 1) {
      const steps = i + j;
      const one = i === 0 ? 0 : (below[j] ?? 1) * i;
      const other = j === 0 ? 0 : (row[j - 1] ?? 1) * j;
      row[j] = steps === 0 ? 0 : (one + other) / steps;
    }
    row.fill(1, to + 1, high(i + 1) + 1);
    [below, row] = [row, below];
  }
  return below[m] ?? 1;
}

function roundHalfEven(value: number): number {
  const down = Math.floor(value);
  return value - down === 0.5 ? down + (down % 2) : Math.round(value);
}
