export const MODEL_TASKS = ['binary-classification', 'multiclass-classification', 'regression'] as const;

export type ModelTask = (typeof MODEL_TASKS)[number];

/** A figure that tells how good a model is; named and computed as scikit-learn does. */
export interface Metric {
  readonly name: string;
  readonly description: string;
  readonly tasks: readonly ModelTask[];
  readonly better: 'higher' | 'lower';
  /** What the predictions must carry beside the label. */
  readonly needs: 'prediction' | 'score';
}

const BINARY = ['binary-classification'] as const;
const CLASSES = ['binary-classification', 'multiclass-classification'] as const;
const MULTICLASS = ['multiclass-classification'] as const;
const REGRESSION = ['regression'] as const;

export const METRICS: readonly Metric[] = [
  { name: 'roc_auc', description: 'Area under the ROC curve.', tasks: BINARY, better: 'higher', needs: 'score' },
  {
    name: 'average_precision',
    description: 'Area under the precision-recall curve.',
    tasks: BINARY,
    better: 'higher',
    needs: 'score',
  },
  { name: 'log_loss', description: 'Cross-entropy of the scores.', tasks: BINARY, better: 'lower', needs: 'score' },
  {
    name: 'brier_score_loss',
    description: 'Mean squared difference of score and outcome.',
    tasks: BINARY,
    better: 'lower',
    needs: 'score',
  },
  {
    name: 'accuracy',
    description: 'Share of right predictions.',
    tasks: CLASSES,
    better: 'higher',
    needs: 'prediction',
  },
  {
    name: 'balanced_accuracy',
    description: 'Mean recall of the classes.',
    tasks: CLASSES,
    better: 'higher',
    needs: 'prediction',
  },
  {
    name: 'precision',
    description: 'Share of the positive predictions that are right.',
    tasks: BINARY,
    better: 'higher',
    needs: 'prediction',
  },
  {
    name: 'recall',
    description: 'Share of the positive rows that are found.',
    tasks: BINARY,
    better: 'higher',
    needs: 'prediction',
  },
  {
    name: 'f1',
    description: 'Harmonic mean of precision and recall.',
    tasks: BINARY,
    better: 'higher',
    needs: 'prediction',
  },
  {
    name: 'matthews_corrcoef',
    description: 'Correlation of predictions and labels.',
    tasks: CLASSES,
    better: 'higher',
    needs: 'prediction',
  },
  {
    name: 'f1_macro',
    description: 'F1, averaged over the classes.',
    tasks: MULTICLASS,
    better: 'higher',
    needs: 'prediction',
  },
  {
    name: 'f1_weighted',
    description: 'F1, averaged over the classes by their rows.',
    tasks: MULTICLASS,
    better: 'higher',
    needs: 'prediction',
  },
  {
    name: 'cohen_kappa',
    description: 'Agreement of predictions and labels beyond chance.',
    tasks: CLASSES,
    better: 'higher',
    needs: 'prediction',
  },
  {
    name: 'mean_absolute_error',
    description: 'Mean distance from the label.',
    tasks: REGRESSION,
    better: 'lower',
    needs: 'prediction',
  },
  {
    name: 'root_mean_squared_error',
    description: 'Square root of the mean squared distance from the label.',
    tasks: REGRESSION,
    better: 'lower',
    needs: 'prediction',
  },
  {
    name: 'median_absolute_error',
    description: 'Median distance from the label.',
    tasks: REGRESSION,
    better: 'lower',
    needs: 'prediction',
  },
  {
    name: 'mean_absolute_percentage_error',
    description: 'Mean distance from the label, as a share of the label.',
    tasks: REGRESSION,
    better: 'lower',
    needs: 'prediction',
  },
  {
    name: 'r2',
    description: 'Share of the variance of the label that is explained.',
    tasks: REGRESSION,
    better: 'higher',
    needs: 'prediction',
  },
];

/** A figure of a running deployment, for gates and rollout analyses. */
export interface OperationalMetric {
  readonly name: string;
  readonly description: string;
  readonly better: 'higher' | 'lower';
}

export const OPERATIONAL_METRICS: readonly OperationalMetric[] = [
  { name: 'error_rate', description: 'Share of requests that failed.', better: 'lower' },
  { name: 'latency_p50_ms', description: 'Median time to answer, in milliseconds.', better: 'lower' },
  { name: 'latency_p95_ms', description: '95th percentile of the time to answer, in milliseconds.', better: 'lower' },
  { name: 'latency_p99_ms', description: '99th percentile of the time to answer, in milliseconds.', better: 'lower' },
  { name: 'requests_per_second', description: 'Requests answered in a second.', better: 'higher' },
  {
    name: 'prediction_drift',
    description: 'Distance of the predictions from those of the stable version.',
    better: 'lower',
  },
  {
    name: 'invalid_request_rate',
    description: 'Share of request rows that break their expectations.',
    better: 'lower',
  },
];

export function metric(name: string): Metric | undefined {
  return METRICS.find((each) => each.name === name);
}

export function operationalMetric(name: string): OperationalMetric | undefined {
  return OPERATIONAL_METRICS.find((each) => each.name === name);
}
