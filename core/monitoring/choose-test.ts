import { pooledDistinct, type SamplePair, sizes } from './sample.ts';

/** From this many rows of the reference on, Evidently measures a distance. */
const LARGE = 1000;

/** The test that Evidently 0.7 would choose: by the rows of the reference and the different values of both samples. */
export function evidentlyDefault(type: 'num' | 'cat', rows: number, distinct: number): string {
  if (type === 'num') {
    if (rows > LARGE) return distinct <= 5 ? 'jensenshannon' : 'wasserstein';
    if (distinct > 5) return 'ks';
  } else if (rows > LARGE) return 'jensenshannon';
  return distinct <= 2 ? 'z' : 'chisquare';
}

/** How far two samples of one distribution may be expected to lie apart, before a distance of 0.1 says nothing. */
const NOISE = 0.05;

/**
 * Our own choice. Where both samples are large enough, a distance: with enough rows every difference is significant, and
 * what matters is how large it is. Where they are so small that samples of one and the same distribution lie far apart by
 * chance, a test of significance: there it is the distance that says nothing.
 *
 * The mean Jensen-Shannon distance of two samples over k categories is about √((k − 1)(1 ⁄ n + 1 ⁄ m) ⁄ 8), so a feature of
 * many rare categories needs more rows; the normed Wasserstein distance of two normal samples is about 1.8 √((1 ⁄ n + 1 ⁄ m) ⁄ 2).
 */
export function automatic(pair: SamplePair): string {
  const { reference, current } = sizes(pair);
  const distinct = pooledDistinct(pair);
  const scarcity = 1 / reference + 1 / current;
  if (pair.kind === 'numeric' && distinct > 5) return 1.28 * Math.sqrt(scarcity) <= NOISE ? 'wasserstein' : 'ks';
  const noise = Math.sqrt(((distinct - 1) * scarcity) / 8);
  return noise > NOISE && reference + current <= 1_000_000 ? 'TVD' : 'jensenshannon';
}
