import { normalTail } from '../functions/normal.ts';
import { pValue, type TestOutcome } from '../outcome.ts';
import { type CategoricalPair, sum } from '../sample.ts';

/**
 * Two-proportion z-test with pooled variance, two-sided: of the share of all values but the first one in order. Where both
 * samples hold the same single value, p is 1. Evidently's `z`.
 */
export function zTest({ categories, reference, current }: CategoricalPair): TestOutcome {
  const [n, m] = [sum(reference), sum(current)];
  if (categories.length === 1) return pValue(0, 1);
  const [a, b] = [n - (reference[0] ?? 0), m - (current[0] ?? 0)];
  const pooled = (a + b) / (n + m);
  const z = (a / n - b / m) / Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
  return pValue(z, 2 * normalTail(Math.abs(z)));
}
