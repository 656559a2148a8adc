/** A two-sample test or distance that tells whether a feature drifted. */
export interface DriftTest {
  readonly name: string;
  readonly title: string;
  /** One sentence: what the score is. */
  readonly description: string;
  readonly features: readonly ('numeric' | 'categorical' | 'text')[];
  /** What the score is compared as: a p-value drifts when it is small, a distance when it is large. */
  readonly score: 'p-value' | 'distance';
  readonly threshold: number;
}

const NUMERIC = ['numeric'] as const;
const CATEGORICAL = ['categorical'] as const;
const BOTH = ['numeric', 'categorical'] as const;

/** Every drift test that a monitor may name, with Evidently's names and default thresholds. */
export const DRIFT_TESTS: readonly DriftTest[] = [
  {
    name: 'psi',
    title: 'Population stability index',
    description: 'Sum of (reference − current) · ln(reference ⁄ current) over the shares of the bins.',
    features: BOTH,
    score: 'distance',
    threshold: 0.1,
  },
  {
    name: 'jensenshannon',
    title: 'Jensen-Shannon distance',
    description: 'Square root of the Jensen-Shannon divergence of the binned shares, in natural logarithms.',
    features: BOTH,
    score: 'distance',
    threshold: 0.1,
  },
  {
    name: 'wasserstein',
    title: 'Wasserstein distance, normed',
    description: 'How far values must be moved on average, in standard deviations of the reference.',
    features: NUMERIC,
    score: 'distance',
    threshold: 0.1,
  },
  {
    name: 'ks',
    title: 'Kolmogorov-Smirnov test',
    description: 'Probability of so large a gap between the two cumulative distributions, if nothing changed.',
    features: NUMERIC,
    score: 'p-value',
    threshold: 0.05,
  },
  {
    name: 'chisquare',
    title: 'Chi-square test',
    description: 'Probability of counts so far from those that the reference leads one to expect.',
    features: CATEGORICAL,
    score: 'p-value',
    threshold: 0.05,
  },
  {
    name: 'z',
    title: 'Two-proportion z-test',
    description: 'Probability of so large a difference between the shares of a feature with two values.',
    features: CATEGORICAL,
    score: 'p-value',
    threshold: 0.05,
  },
  {
    name: 'kl_div',
    title: 'Kullback-Leibler divergence',
    description: 'Relative entropy of the reference shares with respect to the current ones.',
    features: BOTH,
    score: 'distance',
    threshold: 0.1,
  },
  {
    name: 'hellinger',
    title: 'Hellinger distance',
    description: 'Square root of one minus the overlap (Bhattacharyya coefficient) of the two distributions.',
    features: BOTH,
    score: 'distance',
    threshold: 0.1,
  },
  {
    name: 'mannw',
    title: 'Mann-Whitney U test',
    description: 'Probability of ranks so low in the reference, if nothing changed; one-sided.',
    features: NUMERIC,
    score: 'p-value',
    threshold: 0.05,
  },
  {
    name: 'anderson',
    title: 'Anderson-Darling test',
    description: 'Like Kolmogorov-Smirnov, with more weight on the tails; p between 0.001 and 0.25.',
    features: NUMERIC,
    score: 'p-value',
    threshold: 0.1,
  },
  {
    name: 'cramer_von_mises',
    title: 'Cramér-von Mises test',
    description: 'Probability of so large a squared gap between the cumulative distributions.',
    features: NUMERIC,
    score: 'p-value',
    threshold: 0.1,
  },
  {
    name: 'ed',
    title: 'Energy distance',
    description: 'Distance of the two distributions from expected distances between and within the samples.',
    features: NUMERIC,
    score: 'distance',
    threshold: 0.1,
  },
  {
    name: 'es',
    title: 'Epps-Singleton test',
    description: 'Compares the empirical characteristic functions; needs five rows on each side.',
    features: NUMERIC,
    score: 'p-value',
    threshold: 0.05,
  },
  {
    name: 't_test',
    title: 'Student’s t-test',
    description: 'Probability of so large a difference of means, with equal variances; two-sided.',
    features: NUMERIC,
    score: 'p-value',
    threshold: 0.05,
  },
  {
    name: 'g_test',
    title: 'G-test',
    description: 'Log-likelihood ratio of the counts; needs as many rows in both samples.',
    features: CATEGORICAL,
    score: 'p-value',
    threshold: 0.1,
  },
  {
    name: 'fisher_exact',
    title: 'Fisher’s exact test',
    description: 'Exact probability for a feature with two values; no missing values, as many rows in both samples.',
    features: CATEGORICAL,
    score: 'p-value',
    threshold: 0.1,
  },
  {
    name: 'TVD',
    title: 'Total variation distance',
    description: 'Probability, by permutation, of so large a difference of shares.',
    features: CATEGORICAL,
    score: 'p-value',
    threshold: 0.1,
  },
  {
    name: 'linf',
    title: 'L-infinity distance',
    description: 'Largest difference between the shares of one category.',
    features: CATEGORICAL,
    score: 'distance',
    threshold: 0.1,
  },
  {
    name: 'perc_text_content_drift',
    title: 'Text content drift, percentile',
    description: 'How well a classifier tells the texts of both samples apart, against what chance allows.',
    features: ['text'],
    score: 'distance',
    threshold: 0.95,
  },
  {
    name: 'abs_text_content_drift',
    title: 'Text content drift, absolute',
    description: 'How well a classifier tells the texts of both samples apart (ROC AUC).',
    features: ['text'],
    score: 'distance',
    threshold: 0.55,
  },
];

/** Words that stand for a choice by type and size of the feature, in place of a test's name. */
export const DRIFT_TEST_CHOICES: readonly { readonly name: string; readonly description: string }[] = [
  { name: 'auto', description: 'A distance, so that size alone is no drift; of few rows a test of significance.' },
  { name: 'evidently-default', description: 'What Evidently 0.7 would choose.' },
];

export function driftTest(name: string): DriftTest | undefined {
  return DRIFT_TESTS.find((test) => test.name === name);
}
