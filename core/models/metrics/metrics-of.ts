import { binaryMetrics } from './binary-metrics.ts';
import type { PredictionColumns } from './columns.ts';
import { CONFIDENCE, type MetricValues } from './metric-value.ts';
import { multiclassMetrics } from './multiclass-metrics.ts';
import { regressionMetrics } from './regression-metrics.ts';

/** Every metric of the catalogue that fits the task, by its name, with its interval; if asked for, without those that cost time. */
export function metricsOf(columns: PredictionColumns, confidence = CONFIDENCE, bootstrap = true): MetricValues {
  const intervals = { confidence, bootstrap };
  switch (columns.task) {
    case 'binary-classification':
      return binaryMetrics(columns, intervals);
    case 'multiclass-classification':
      return multiclassMetrics(columns, intervals);
    case 'regression':
      return regressionMetrics(columns, intervals);
  }
}
