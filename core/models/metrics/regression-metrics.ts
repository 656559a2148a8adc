import { bootstrapIntervals } from './bootstrap.ts';
import type { RegressionColumns } from './columns.ts';
import { mean } from './mean.ts';
import { type Intervals, known, type MetricValues, unknown } from './metric-value.ts';

/**
 * The metrics of a regression, equal to scikit-learn's: `mean_absolute_error`, `root_mean_squared_error`,
 * `median_absolute_error`, `mean_absolute_percentage_error` (a share, 0.1 for 10 %), `r2_score`. The first three are in the
 * unit of the label. Intervals by the bootstrap.
 */
export function regressionMetrics(
  { truth, predicted }: RegressionColumns,
  { confidence, bootstrap }: Intervals,
): MetricValues {
  const rows = sortedByError(truth, predicted);
  const values = statistics(rows);
  const intervals = bootstrapIntervals(
    truth.length,
    (weights) => statistics(rows, weights),
    bootstrap ? confidence : undefined,
  );
  const metric = (index: number, reason: string) => {
    const value = values[index];
    return value === undefined ? unknown(reason) : known(value, intervals[index]);
  };
  return {
    mean_absolute_error: metric(0, 'there are no rows'),
    root_mean_squared_error: metric(1, 'there are no rows'),
    median_absolute_error: metric(2, 'there are no rows'),
    mean_absolute_percentage_error: metric(3, 'there are no rows'),
    r2: metric(4, 'it needs two rows'),
  };
}

interface Rows {
  readonly truth: Float64Array;
  readonly absolute: Float64Array;
  readonly squared: Float64Array;
  /** Errors as shares of the label. */
  readonly relative: Float64Array;
}

/** By their errors, the smallest first, so that the median of any weights is found on the way. */
function sortedByError(truth: Float64Array, predicted: Float64Array): Rows {
  const error = truth.map((label, row) => Math.abs(label - (predicted[row] ?? 0)));
  const order = Uint32Array.from(error, (_, row) => row).sort((a, b) => (error[a] ?? 0) - (error[b] ?? 0));
  const absolute = Float64Array.from(order, (row) => error[row] ?? 0);
  // Of a label of zero there is no share; scikit-learn divides by the smallest step of a double instead.
  const size = (row: number) => Math.max(Math.abs(truth[row] ?? 0), Number.EPSILON);
  return {
    truth: Float64Array.from(order, (row) => truth[row] ?? 0),
    absolute,
    squared: absolute.map((each) => each * each),
    relative: Float64Array.from(order, (row) => (error[row] ?? 0) / size(row)),
  };
}

function statistics(
  { truth, absolute, squared, relative }: Rows,
  weights?: Float64Array,
): readonly (number | undefined)[] {
  const meanSquare = mean(squared, weights);
  return [
    mean(absolute, weights),
    meanSquare === undefined ? undefined : Math.sqrt(meanSquare),
    middle(absolute, weights),
    mean(relative, weights),
    determination(truth, meanSquare, weights),
  ];
}

/** Median of sorted values; of an even number of them the mean of the two in the middle. */
function middle(sorted: Float64Array, weights?: Float64Array): number | undefined {
  const count = sorted.length;
  if (count === 0) return undefined;
  if (weights === undefined) return ((sorted[(count - 1) >> 1] ?? 0) + (sorted[count >> 1] ?? 0)) / 2;
  let total = 0;
  for (const weight of weights) total += weight;
  let seen = 0;
  let lower: number | undefined;
  for (let row = 0; row < count; row++) {
    seen += weights[row] ?? 0;
    if (lower === undefined && seen > Math.floor((total - 1) / 2)) lower = sorted[row];
    if (seen > Math.floor(total / 2)) return ((lower ?? 0) + (sorted[row] ?? 0)) / 2;
  }
  return undefined;
}

/** R²: 1 − squared errors / squared distances from the mean. Of a constant label: 1 if it is met exactly, else 0. */
function determination(truth: Float64Array, meanSquare: number | undefined, weights?: Float64Array) {
  const centre = mean(truth, weights);
  if (centre === undefined || meanSquare === undefined || truth.length < 2) return undefined;
  const variance = mean(
    truth.map((label) => (label - centre) ** 2),
    weights,
  );
  if (variance === undefined) return undefined;
  if (variance === 0) return meanSquare === 0 ? 1 : 0;
  return 1 - meanSquare / variance;
}
