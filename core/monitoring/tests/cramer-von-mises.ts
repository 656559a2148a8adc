import { scaledBesselK } from '../functions/bessel.ts';
import { logGamma } from '../functions/gamma.ts';
import { forEachStep } from '../merge-steps.ts';
import { cannotTest, pValue, type TestOutcome } from '../outcome.ts';
import type { NumericPair } from '../sample.ts';

/** Up to so many rows in either sample the p-value is exact. */
const EXACT = 20;

/**
 * Two-sample Cramér-von Mises test (Anderson, Ann. Math. Stat. 33, 1962), ties by their midranks. Exact up to 20 rows, else
 * by the distribution in the limit. As `scipy.stats.cramervonmises_2samp` and Evidently's `cramer_von_mises`.
 */
export function cramerVonMises(pair: NumericPair): TestOutcome {
  const [n, m] = [pair.reference.length, pair.current.length];
  if (Math.min(n, m) < 2) {
    const why = `there are ${n} values in the reference and ${m} now`;
    throw cannotTest('the Cramér-von Mises test needs two values on each side', why, 'use ks');
  }
  const u = rankDistance(pair);
  const t = u / (n * m * (n + m)) - (4 * n * m - 1) / (6 * (n + m));
  return pValue(t, Math.max(n, m) <= EXACT ? exactTail(u, n, m) : tailInTheLimit(t, n, m));
}

/** n Σ (rank in both − rank in the reference)² and m times the same of the current values (Anderson's U). */
function rankDistance(pair: NumericPair): number {
  const [n, m] = [pair.reference.length, pair.current.length];
  let u = 0;
  forEachStep(pair, ({ reference, current, referenceHere, currentHere }) => {
    const rank = reference + current - (referenceHere + currentHere - 1) / 2;
    for (let own = reference - referenceHere + 1; own <= reference; own += 1) u += n * (rank - own) ** 2;
    for (let own = current - currentHere + 1; own <= current; own += 1) u += m * (rank - own) ** 2;
  });
  return u;
}

/** P(T ≥ t) for samples whose sizes grow without bound, T put on the mean and the variance that it has for n and m. */
export function tailInTheLimit(t: number, n: number, m: number): number {
  const all = n + m;
  const mean = (1 + 1 / all) / 6;
  const variance = ((all + 1) * (4 * n * m * all - 3 * (n ** 2 + m ** 2) - 2 * n * m)) / (45 * all ** 2 * 4 * n * m);
  const x = 1 / 6 + (t - mean) / Math.sqrt(45 * variance);
  // Below this the probability is 1 to rounding, and the series does not converge.
  return x < 0.003 ? 1 : 1 - limit(x);
}

/** Anderson and Darling's series for P(ω² ≤ x) (Csörgő and Faraway, J. R. Stat. Soc. B 58, 1996, equation 1.3). */
function limit(x: number): number {
  let total = 0;
  for (let k = 0; ; k += 1) {
    const weight = Math.exp(logGamma(k + 0.5) - logGamma(k + 1)) / (Math.PI ** 1.5 * Math.sqrt(x));
    const y = 4 * k + 1;
    const q = y ** 2 / (16 * x);
    const term = weight * Math.sqrt(y) * Math.exp(-2 * q) * scaledBesselK(0.25, q);
    total += term;
    if (term < 1e-7) return total;
  }
}

/**
 * P(U ≥ u) over all orders of n and m different values (Xiao, Gordon and Yakovlev, J. Stat. Softw. 17, 2007): each order is
 * a path over a grid, and each step (i, j) of it adds (i L ⁄ n − j L ⁄ m)², L being the least common multiple.
 */
export function exactTail(u: number, n: number, m: number): number {
  const common = (n * m) / greatestDivisor(n, m);
  const [a, b] = [common / n, common / m];
  const bound = Math.floor((common ** 2 * (n + m) * (6 * u - n * m * (4 * n * m - 1))) / (6 * (n * m) ** 2));
  let column: Map<number, number>[] = [];
  for (let i = 0; i <= n; i += 1) {
    const next: Map<number, number>[] = [];
    for (let j = 0; j <= m; j += 1) {
      const here = new Map<number, number>();
      if (i === 0 && j === 0) here.set(0, 1);
      for (const before of [i > 0 ? column[j] : undefined, j > 0 ? next[j - 1] : undefined]) {
        for (const [sum, paths] of before ?? []) {
          const value = sum + (a * i - b * j) ** 2;
          here.set(value, (here.get(value) ?? 0) + paths);
        }
      }
      next.push(here);
    }
    column = next;
  }
  let all = 0;
  let far = 0;
  for (const [value, paths] of column[m] ?? []) {
    all += paths;
    if (value >= bound) far += paths;
  }
  return far / all;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
