import { chiSquareTail } from '../functions/gamma.ts';
import { cannotTest, pValue, type TestOutcome } from '../outcome.ts';
import { type CategoricalPair, sum } from '../sample.ts';

/** G-test: 2 Σ c ln(c ⁄ r) of the counts themselves, which must add up to the same. Evidently's `g_test`. */
export function gTest({ categories, reference, current }: CategoricalPair): TestOutcome {
  const [n, m] = [sum(reference), sum(current)];
  if (n !== m) {
    const why = `it compares counts as they are, and there are ${n} values in the reference and ${m} now`;
    throw cannotTest('the G-test needs as many values in both samples', why, 'use chisquare, which scales the counts');
  }
  const statistic = 2 * sum(current.map((count, index) => termOf(count, reference[index] ?? 0)));
  return pValue(statistic, chiSquareTail(statistic, categories.length - 1));
}

function termOf(observed: number, expected: number): number {
  return observed === 0 ? 0 : observed * Math.log(observed / expected);
}
