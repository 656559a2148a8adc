import { binned, filledShares } from '../bins.ts';
import { distance, type TestOutcome } from '../outcome.ts';
import { type SamplePair, sum } from '../sample.ts';

/** Population stability index: Σ (r − c) ln(r ⁄ c) over the shares of the bins, empty ones filled up. Evidently's `psi`. */
export function psi(pair: SamplePair): TestOutcome {
  const bins = binned(pair);
  const current = filledShares(bins.current);
  return distance(
    sum(
      filledShares(bins.reference).map((r, index) => (r - (current[index] ?? 0)) * Math.log(r / (current[index] ?? 0))),
    ),
  );
}
