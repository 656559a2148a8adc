import { binned, filledShares } from '../bins.ts';
import { distance, type TestOutcome } from '../outcome.ts';
import { type SamplePair, sum } from '../sample.ts';

/** Kullback-Leibler divergence Σ r ln(r ⁄ c) of the shares, empty bins filled up, in nats. Evidently's `kl_div`. */
export function kullbackLeibler(pair: SamplePair): TestOutcome {
  const bins = binned(pair);
  return distance(relativeEntropy(filledShares(bins.reference), filledShares(bins.current)));
}

/** Σ p ln(p ⁄ q) of weights made to add up to 1; infinite where q is 0 and p is not. As `scipy.stats.entropy(p, q)`. */
export function relativeEntropy(p: readonly number[], q: readonly number[]): number {
  const [total, other] = [sum(p), sum(q)];
  return sum(p.map((weight, index) => termOf(weight / total, (q[index] ?? 0) / other)));
}

function termOf(p: number, q: number): number {
  return p === 0 ? 0 : p * Math.log(p / q);
}
