import { binned } from '../bins.ts';
import { distance, type TestOutcome } from '../outcome.ts';
import type { SamplePair } from '../sample.ts';
import { sum } from '../sample.ts';
import { relativeEntropy } from './kullback-leibler.ts';

/** Jensen-Shannon distance of the binned shares, in natural logarithms: from 0 to √ln 2 = 0.83. Evidently's `jensenshannon`. */
export function jensenShannon(pair: SamplePair): TestOutcome {
  const { reference, current } = binned(pair);
  return distance(Math.sqrt(jensenShannonDivergence(reference, current)));
}

/** The mean relative entropy of two lists of weights to their middle, in nats (Lin, 1991). */
export function jensenShannonDivergence(p: readonly number[], q: readonly number[]): number {
  const [total, other] = [sum(p), sum(q)];
  const [ps, qs] = [p.map((weight) => weight / total), q.map((weight) => weight / other)];
  const middle = ps.map((share, index) => (share + (qs[index] ?? 0)) / 2);
  // Rounding may leave a trace below zero where the two are equal.
  return Math.max(0, (relativeEntropy(ps, middle) + relativeEntropy(qs, middle)) / 2);
}
