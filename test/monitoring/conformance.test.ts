import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { driftTest } from '../../core/catalogue/drift-tests.ts';
import { evidentlyDefault } from '../../core/monitoring/choose-test.ts';
import { shareOfDrift } from '../../core/monitoring/drift-result.ts';
import { chiSquareTail } from '../../core/monitoring/functions/gamma.ts';
import { kolmogorovTail } from '../../core/monitoring/functions/kolmogorov.ts';
import { isDrift, runTest } from '../../core/monitoring/run-test.ts';
import {
  type Category,
  categoricalPair,
  type NumericPair,
  numericPair,
  pooledDistinct,
  type SamplePair,
  sizes,
} from '../../core/monitoring/sample.ts';
import { chiSquareStatistic } from '../../core/monitoring/tests/chi-square.ts';
import { exactTail as exactCramerVonMises, tailInTheLimit } from '../../core/monitoring/tests/cramer-von-mises.ts';
import { jensenShannonDivergence } from '../../core/monitoring/tests/jensen-shannon.ts';
import { exactTail, largestGap } from '../../core/monitoring/tests/kolmogorov-smirnov.ts';
import { relativeEntropy } from '../../core/monitoring/tests/kullback-leibler.ts';
import { exactLower, normalLower } from '../../core/monitoring/tests/mann-whitney.ts';
import { wassersteinDistance } from '../../core/monitoring/tests/wasserstein.ts';
import { missingCases } from '../expectations/conformance-cases.ts';
import { type Cell, type DriftCase, differs, readDriftCases } from './drift-cases.ts';

const cases = missingCases === false ? readDriftCases() : [];
const families = Map.groupBy(cases, (one) => `${one.level} ${one.test ?? 'default'}`);

describe('drift tests agree with Evidently and SciPy', { skip: missingCases }, () => {
  for (const [family, own] of families) {
    test(family, (context) => {
      const judged = own.map((one) => ({ one, problem: problemOf(one) }));
      const applicable = judged.filter(({ problem }) => problem !== 'n/a');
      const wrong = applicable.filter(({ problem }) => problem !== undefined);
      const report = wrong.map(({ one, problem }) => `${one.id}: ${problem}`);
      const others = own.length - applicable.length;
      const apart = others === 0 ? '' : `, ${others} of a form that Plumbline does not have`;
      context.diagnostic(`${family}: ${applicable.length - wrong.length} of ${applicable.length} equal${apart}`);
      assert.deepEqual(report, []);
    });
  }

  test('all cases are there', () => assert.ok(cases.length > 300, `${cases.length} cases`));
});

function problemOf(one: DriftCase): string | undefined {
  switch (one.level) {
    case 'scipy':
      return scipyProblem(one);
    case 'selection': {
      const got = evidentlyDefault(one.feature_type ?? 'num', one.reference_rows ?? 0, one.pooled_distinct ?? 0);
      return got === one.expected.method ? undefined : `${got} is chosen, not ${one.expected.method}`;
    }
    case 'dataset':
      return datasetProblem(one);
    default:
      if (one.test === 'tfdv_linf') return largestDifferenceProblem(one);
      // The other forms of TensorFlow Data Validation are no tests of ours.
      return one.test?.startsWith('tfdv') ? 'n/a' : columnProblem(one);
  }
}

function largestDifferenceProblem(one: DriftCase): string | undefined {
  const outcome = runTest('linf', pairOf(one));
  return differs(
    'the distance',
    outcome.kind === 'distance' ? outcome.distance : undefined,
    one.expected.statistic,
    one.tolerance,
  );
}

/** One case of Evidently's, from rows or counts to the verdict. */
function columnProblem(one: DriftCase): string | undefined {
  const wants = [one.expected, ...(one.accept_also ?? [])];
  let problem: string | undefined;
  for (const want of wants) {
    problem = compare(one, want);
    if (problem === undefined) return undefined;
  }
  return problem;
}

function compare(one: DriftCase, want: DriftCase['expected']): string | undefined {
  try {
    const pair = pairOf(one);
    const { reference, current } = sizes(pair);
    if (reference === 0 || current === 0) throw new Error('a side is empty');
    const name = one.test ?? evidentlyDefault(one.feature_type ?? 'num', reference, pooledDistinct(pair));
    const outcome = runTest(name, pair);
    const score = outcome.kind === 'p-value' ? outcome.p : outcome.distance;
    const threshold = (one.params.threshold as number | null) ?? driftTest(name)?.threshold ?? 0;
    if (want.error !== undefined) return `an error was expected, not ${score}`;
    if (want.method !== undefined && want.method !== name) return `${name} is chosen, not ${want.method}`;
    const tolerance =
      one.tolerance.p_value_abs === undefined ? one.tolerance : { rel: 0, abs: one.tolerance.p_value_abs };
    return (
      differs('the score', score, want.score, tolerance) ??
      differs('the threshold', threshold, want.threshold, { rel: 0, abs: 0 }) ??
      statisticDiffers(outcome, want.statistic, one) ??
      (isDrift(name, score, threshold) === want.drifted ? undefined : `drifted is not ${want.drifted}`)
    );
  } catch (error) {
    return want.error === undefined ? `it fails: ${String(error)}` : undefined;
  }
}

function statisticDiffers(outcome: ReturnType<typeof runTest>, want: number | undefined, one: DriftCase) {
  return outcome.kind === 'p-value' ? differs('the statistic', outcome.statistic, want, one.tolerance) : undefined;
}

function pairOf(one: DriftCase): SamplePair {
  if (one.reference_counts !== undefined && one.current_counts !== undefined) {
    return categoricalPair(new Map(Object.entries(one.reference_counts)), new Map(Object.entries(one.current_counts)));
  }
  const [reference, current] = [one.reference ?? [], one.current ?? []];
  if (one.feature_type === 'cat') return categoricalPair(countsOf(reference), countsOf(current));
  const all = [...reference, ...current];
  if (all.some((cell) => typeof cell === 'string')) throw new Error('not numeric');
  const numbers = (cells: readonly Cell[]) => cells.filter((cell) => cell !== null).map(Number);
  const whole = one.dtype === 'int64' || (one.dtype === undefined && all.every(Number.isInteger));
  return numericPair(numbers(reference), numbers(current), whole);
}

function countsOf(cells: readonly Cell[]): Map<Category, number> {
  const counts = new Map<Category, number>();
  for (const cell of cells) if (cell !== null) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return counts;
}

function datasetProblem(one: DriftCase): string | undefined {
  const features = (one.column_drifted ?? []).map((drifted) => ({ drifted, state: 'judged' as const }));
  const { drifted, share } = shareOfDrift(features, Number(one.params.drift_share));
  return (
    differs('the share', share, one.expected.share_of_drifted_columns, { rel: 1e-12, abs: 0 }) ??
    (drifted === one.expected.dataset_drift ? undefined : `drifted is ${drifted}`)
  );
}

/** The functions of SciPy that the tests rest on. */
function scipyProblem(one: DriftCase): string | undefined {
  const { expected: want, tolerance, params, p = [], q = [] } = one;
  const both = (statistic: number | undefined, value: number | undefined) =>
    differs('the statistic', statistic, want.statistic, tolerance) ?? differs('p', value, want.p_value, tolerance);
  const inBase = (value: number) => (params.base === null ? value : value / Math.log(Number(params.base)));
  switch (one.test) {
    case 'entropy_kl':
      return both(inBase(relativeEntropy(p, q)), undefined);
    case 'jensenshannon':
      return both(Math.sqrt(inBase(jensenShannonDivergence(p, q))), undefined);
    case 'chisquare': {
      const observed = one.f_obs ?? [];
      const even = observed.map(() => observed.reduce((a, b) => a + b, 0) / observed.length);
      const statistic = chiSquareStatistic(observed, one.f_exp ?? even);
      return both(statistic, chiSquareTail(statistic, observed.length - 1));
    }
    case 'chi2_contingency':
      return 'n/a';
    default:
      return sampleProblem(one, both);
  }
}

function sampleProblem(
  one: DriftCase,
  both: (statistic: number | undefined, p: number | undefined) => string | undefined,
): string | undefined {
  const { params } = one;
  const pair = numericPair((one.reference ?? []) as number[], (one.current ?? []) as number[]);
  const [n, m] = [pair.reference.length, pair.current.length];
  switch (one.test) {
    case 'wasserstein_distance':
      return 'u_weights' in params ? 'n/a' : both(wassersteinDistance(pair), undefined);
    case 'energy_distance': {
      const outcome = runTest('ed', pair);
      return both(outcome.kind === 'distance' ? outcome.distance : undefined, undefined);
    }
    case 'anderson_ksamp':
      return params.midrank === true ? ofTest('anderson', pair, both) : 'n/a';
    case 'ttest_ind':
      return params.equal_var === true ? ofTest('t_test', pair, both) : 'n/a';
    case 'cramervonmises_2samp': {
      const outcome = runTest('cramer_von_mises', pair);
      const t = (outcome.kind === 'p-value' ? outcome.statistic : undefined) ?? 0;
      const u = (t + (4 * n * m - 1) / (6 * (n + m))) * n * m * (n + m);
      if (params.method === 'asymptotic') return both(t, Math.max(0, tailInTheLimit(t, n, m)));
      return params.method === 'exact' ? both(t, exactCramerVonMises(u, n, m)) : ofTest('cramer_von_mises', pair, both);
    }
    case 'ks_2samp': {
      if (params.alternative !== 'two-sided') return 'n/a';
      if (params.method === 'auto') return ofTest('ks', pair, both);
      const gap = largestGap(pair);
      // Half a row has no distribution; the test itself is exact for so few.
      if (params.method === 'asymp' && n * m < n + m) return 'n/a';
      const tail = () => kolmogorovTail(Math.round((n * m) / (n + m)), gap / (n * m));
      return both(gap / (n * m), params.method === 'exact' ? exactTail(n, m, gap) : tail());
    }
    case 'mannwhitneyu':
      return mannWhitneyProblem(one, pair, both);
    default:
      return `there is no such function: ${one.test}`;
  }
}

function ofTest(
  name: string,
  pair: NumericPair,
  both: (s: number | undefined, p: number | undefined) => string | undefined,
) {
  const outcome = runTest(name, pair);
  return outcome.kind === 'p-value' ? both(outcome.statistic, outcome.p) : 'it is no p-value';
}

function mannWhitneyProblem(
  { params }: DriftCase,
  pair: NumericPair,
  both: (statistic: number | undefined, p: number | undefined) => string | undefined,
): string | undefined {
  if (params.use_continuity !== true) return 'n/a';
  const swapped = numericPair(pair.current, pair.reference);
  const outcome = runTest('mannw', pair);
  const u = (outcome.kind === 'p-value' ? outcome.statistic : undefined) ?? 0;
  const lower = (one: NumericPair) => {
    const own = runTest('mannw', one);
    if (own.kind !== 'p-value' || own.statistic === undefined) return Number.NaN;
    if (params.method === 'exact') return exactLower(one, own.statistic);
    return params.method === 'asymptotic' ? normalLower(one, own.statistic, tiesOf(one)) : own.p;
  };
  if (params.alternative === 'less') return both(u, lower(pair));
  if (params.alternative === 'greater') return both(u, lower(swapped));
  return both(u, Math.min(1, 2 * Math.min(lower(pair), lower(swapped))));
}

function tiesOf({ reference, current }: NumericPair): number {
  const counts = countsOf([...reference, ...current]);
  return [...counts.values()].reduce((total, t) => total + t ** 3 - t, 0);
}
