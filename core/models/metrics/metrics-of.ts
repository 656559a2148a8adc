import { binaryMetrics } from './binary-metrics.ts';
import type { PredictionColumns } from './columns.ts';
import { CONFIDENCE, type MetricValues } from './metric-value.ts';
import { multiclassMetrics } from './multiclass-metrics.ts';
import { regressionMetrics } from './regression-metrics.ts';

/** Every metric of the catalogue that fits the task, by its name, with its interval. */
export function metricsOf(columns: PredictionColumns, confidence = CONFIDENCE): MetricValues {
  switch (columns.task) {
    case 'binary-classification':
      return binaryMetrics(columns, confidence);
    case 'multiclass-classification':
      return multiclassMetrics(columns, confidence);
    case 'regression':
      return regressionMetrics(columns, confidence);
  }
}
