import { cannotTest, pValue, type TestOutcome } from '../outcome.ts';
import { type CategoricalPair, sum } from '../sample.ts';

const PERMUTATIONS = 1000;
/** Above it a thousand permutations take too long, and any distance is as good a measure. */
const MOST_ROWS = 1_000_000;

/**
 * Permutation test on the total variation distance ½ Σ |r − c| of the shares: p is the share of 1000 random divisions of
 * all values into two samples of the same sizes that lie at least as far apart. The seed is fixed. Evidently's `TVD`.
 */
export function totalVariation({ reference, current }: CategoricalPair): TestOutcome {
  const [n, m] = [sum(reference), sum(current)];
  if (n + m > MOST_ROWS) {
    const why = `it divides all values anew a thousand times, and there are ${n + m}`;
    throw cannotTest('the permutation test takes too long here', why, 'use jensenshannon or psi');
  }
  const all = reference.map((count, index) => count + (current[index] ?? 0));
  const seen = scaledDistance(reference, n, all, m);
  // Drawing the smaller sample is enough: the other one is the rest.
  const [size, rest] = n <= m ? [n, m] : [m, n];
  const labels = Int32Array.from(all.flatMap((count, index) => new Array<number>(count).fill(index)));
  const random = randomNumbers(0);
  let asFar = 0;
  for (let round = 0; round < PERMUTATIONS; round += 1) {
    const drawn = new Array<number>(all.length).fill(0);
    for (let place = 0; place < size; place += 1) {
      const other = place + Math.floor(random() * (labels.length - place));
      const label = labels[other] ?? 0;
      labels[other] = labels[place] ?? 0;
      labels[place] = label;
      drawn[label] = (drawn[label] ?? 0) + 1;
    }
    if (scaledDistance(drawn, size, all, rest) >= seen) asFar += 1;
  }
  return pValue(seen / (2 * n * m), asFar / PERMUTATIONS);
}

/** 2 n m times the distance of a sample of n from the rest of m: a whole number, so that equal distances are equal. */
function scaledDistance(sample: readonly number[], n: number, all: readonly number[], m: number): number {
  return sum(all.map((count, index) => Math.abs((sample[index] ?? 0) * m - (count - (sample[index] ?? 0)) * n)));
}

/** Marsaglia's xorshift (J. Stat. Softw. 8, 2003), 32 bits, from 0 to 1: the same numbers on every machine. */
function randomNumbers(seed: number): () => number {
  let state = (seed + 0x9e3779b9) | 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
