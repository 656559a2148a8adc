import { shares } from '../bins.ts';
import { distance, type TestOutcome } from '../outcome.ts';
import type { CategoricalPair } from '../sample.ts';

/**
 * Largest difference max |r − c| between the shares of one category: what moved most, whatever the others did.
 * TensorFlow Data Validation's `infinity_norm` (`anomalies/metrics.cc`).
 */
export function lInfinity({ reference, current }: CategoricalPair): TestOutcome {
  const now = shares(current);
  return distance(Math.max(0, ...shares(reference).map((share, index) => Math.abs(share - (now[index] ?? 0)))));
}
