import { logChoose } from '../functions/gamma.ts';
import { cannotTest, pValue, type TestOutcome } from '../outcome.ts';
import { type CategoricalPair, sum } from '../sample.ts';

/**
 * Fisher's exact test, two-sided: the probability of all tables with these margins that are no likelier than the one seen.
 * Two values at most, and as many rows in both samples. Evidently's `fisher_exact`.
 */
export function fisherExact({ categories, reference, current }: CategoricalPair): TestOutcome {
  const [n, m] = [sum(reference), sum(current)];
  if (categories.length > 2) {
    const why = `there are ${categories.length} different values`;
    throw cannotTest('Fisher’s exact test compares two values', why, 'use chisquare');
  }
  if (n !== m) {
    const why = `there are ${n} values in the reference and ${m} now`;
    throw cannotTest('Fisher’s exact test here needs as many values in both samples', why, 'use z or chisquare');
  }
  return pValue(undefined, twoSided(reference[0] ?? 0, n, current[0] ?? 0, m));
}

/** `a` of `n` against `b` of `m`. */
function twoSided(a: number, n: number, b: number, m: number): number {
  const drawn = a + b;
  const log = (k: number) => logChoose(n, k) + logChoose(m, drawn - k) - logChoose(n + m, drawn);
  const seen = log(a);
  let p = 0;
  for (let k = Math.max(0, drawn - m); k <= Math.min(n, drawn); k += 1) {
    const each = log(k);
    // Tables that are as likely differ by rounding only.
    if (each <= seen + 1e-9) p += Math.exp(each);
  }
  return p;
}
