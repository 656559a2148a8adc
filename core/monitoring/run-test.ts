import { driftTest } from '../catalogue/drift-tests.ts';
import { cannotTest, type TestOutcome } from './outcome.ts';
import { asCategorical, type CategoricalPair, type NumericPair, type SamplePair } from './sample.ts';
import { andersonDarling } from './tests/anderson-darling.ts';
import { chiSquare } from './tests/chi-square.ts';
import { cramerVonMises } from './tests/cramer-von-mises.ts';
import { energyDistance } from './tests/energy-distance.ts';
import { eppsSingleton } from './tests/epps-singleton.ts';
import { fisherExact } from './tests/fisher-exact.ts';
import { gTest } from './tests/g-test.ts';
import { hellinger } from './tests/hellinger.ts';
import { jensenShannon } from './tests/jensen-shannon.ts';
import { kolmogorovSmirnov } from './tests/kolmogorov-smirnov.ts';
import { kullbackLeibler } from './tests/kullback-leibler.ts';
import { lInfinity } from './tests/l-infinity.ts';
import { mannWhitney } from './tests/mann-whitney.ts';
import { psi } from './tests/psi.ts';
import { tTest } from './tests/t-test.ts';
import { totalVariation } from './tests/total-variation.ts';
import { wasserstein } from './tests/wasserstein.ts';
import { zTest } from './tests/z-test.ts';

/** How each test is made, by its name in the catalogue. */
const OF_BOTH: Readonly<Record<string, (pair: SamplePair) => TestOutcome>> = {
  psi,
  jensenshannon: jensenShannon,
  kl_div: kullbackLeibler,
  hellinger,
};

const OF_NUMBERS: Readonly<Record<string, (pair: NumericPair) => TestOutcome>> = {
  wasserstein,
  ks: kolmogorovSmirnov,
  mannw: mannWhitney,
  anderson: andersonDarling,
  cramer_von_mises: cramerVonMises,
  ed: energyDistance,
  es: eppsSingleton,
  t_test: tTest,
};

const OF_CATEGORIES: Readonly<Record<string, (pair: CategoricalPair) => TestOutcome>> = {
  chisquare: chiSquare,
  z: zTest,
  g_test: gTest,
  fisher_exact: fisherExact,
  TVD: totalVariation,
  linf: lInfinity,
};

/**
 * Makes a test by its name. A test for categories takes numbers by their different values; one for numbers does not take
 * categories. Throws where the test cannot be made on these samples.
 */
export function runTest(name: string, pair: SamplePair): TestOutcome {
  const both = OF_BOTH[name];
  if (both !== undefined) return both(pair);
  const ofCategories = OF_CATEGORIES[name];
  if (ofCategories !== undefined) return ofCategories(asCategorical(pair));
  const ofNumbers = OF_NUMBERS[name];
  if (ofNumbers !== undefined && pair.kind === 'numeric') return ofNumbers(pair);
  if (ofNumbers !== undefined) {
    const why = `${driftTest(name)?.title ?? name} compares numbers, and this feature has categories`;
    throw cannotTest('the test does not fit the feature', why, 'use jensenshannon, psi or chisquare');
  }
  if (driftTest(name) !== undefined) {
    const why = 'it needs a classifier of texts';
    throw cannotTest(`Plumbline does not make ${name}`, why, 'compare the length of the texts, or their categories');
  }
  throw cannotTest(`there is no drift test ${name}`, 'it is not in the catalogue', 'use auto');
}

/** Whether a score is drift, as Evidently draws the line: some tests count a score that equals the threshold, some do not. */
export function isDrift(name: string, score: number, threshold: number): boolean {
  if (driftTest(name)?.score === 'p-value') {
    return name === 'ks' || name === 'cramer_von_mises' ? score <= threshold : score < threshold;
  }
  return name === 'ed' ? score > threshold : score >= threshold;
}
