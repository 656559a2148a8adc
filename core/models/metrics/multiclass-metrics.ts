import { bootstrapIntervals } from './bootstrap.ts';
import { accuracy, balancedAccuracy, cohenKappa, f1Macro, f1Weighted, matthewsCorrcoef } from './class-metrics.ts';
import { type ClassTally, tallyOf } from './class-tally.ts';
import type { ClassColumns } from './columns.ts';
import { type Intervals, known, type MetricValues, unknown } from './metric-value.ts';
import { wilsonInterval } from './wilson.ts';

/** The metrics of a classification with any number of classes. Accuracy has Wilson's interval, the others the bootstrap's. */
export function multiclassMetrics(columns: ClassColumns, { confidence, bootstrap }: Intervals): MetricValues {
  const { classes, truth, predicted } = columns;
  const tally = tallyOf(classes, truth, predicted);
  const values = statistics(tally);
  const intervals = bootstrapIntervals(
    truth.length,
    (weights) => statistics(tallyOf(classes, truth, predicted, weights)),
    bootstrap ? confidence : undefined,
  );
  const metric = (index: number, reason = 'there are no rows') => {
    const value = values[index];
    return value === undefined ? unknown(reason) : known(value, intervals[index]);
  };
  const right = accuracy(tally);
  return {
    accuracy:
      right === undefined
        ? unknown('there are no rows')
        : known(right, wilsonInterval(right * tally.rows, tally.rows, confidence)),
    balanced_accuracy: metric(0),
    matthews_corrcoef: metric(1),
    f1_macro: metric(2),
    f1_weighted: metric(3),
    cohen_kappa: metric(4, tally.rows === 0 ? 'there are no rows' : 'labels and predictions are all of one class'),
  };
}

function statistics(tally: ClassTally): readonly (number | undefined)[] {
  return [balancedAccuracy(tally), matthewsCorrcoef(tally), f1Macro(tally), f1Weighted(tally), cohenKappa(tally)];
}
