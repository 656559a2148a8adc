import { inBins, shares, sturgesEdges } from '../bins.ts';
import { distance, type TestOutcome } from '../outcome.ts';
import { distinctIn, pooled, type SamplePair, sum } from '../sample.ts';

/**
 * Hellinger distance √(1 − Σ √(r c)) of the shares. Numbers are binned by Sturges' rule for as many values as there are
 * different ones. Evidently's `hellinger`.
 */
export function hellinger(pair: SamplePair): TestOutcome {
  const bins = pair.kind === 'categorical' ? pair : numericBins(pair);
  const current = shares(bins.current);
  const overlap = sum(shares(bins.reference).map((share, index) => Math.sqrt(share * (current[index] ?? 0))));
  return distance(Math.sqrt(1 - Math.min(1, overlap)));
}

function numericBins(pair: Extract<SamplePair, { kind: 'numeric' }>) {
  const all = pooled(pair);
  return inBins(pair, sturgesEdges(all, distinctIn(all), pair.whole));
}
