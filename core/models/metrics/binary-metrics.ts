import { averagePrecision } from './average-precision.ts';
import { bootstrapIntervals } from './bootstrap.ts';
import { accuracy, balancedAccuracy, cohenKappa, f1, matthewsCorrcoef, precision, recall } from './class-metrics.ts';
import { outcomesOf, tallyOfOutcomes } from './class-tally.ts';
import { type BinaryColumns, isMissing } from './columns.ts';
import { mean } from './mean.ts';
import { type Intervals, known, type MetricValue, type MetricValues, unknown } from './metric-value.ts';
import { areProbabilities, brierLosses, logLosses } from './probability-losses.ts';
import { rankedByScore } from './ranked.ts';
import { rocAuc } from './roc-auc.ts';
import { wilsonInterval } from './wilson.ts';

const POSITIVE = 1;

/**
 * The metrics of a classification with two classes. The area under the ROC curve has DeLong's interval; accuracy,
 * precision and recall, which are proportions, have Wilson's; the others the bootstrap's.
 */
export function binaryMetrics(columns: BinaryColumns, { confidence, bootstrap }: Intervals): MetricValues {
  const { truth, predicted, score } = columns;
  const rows = truth.length;
  const why = rows === 0 ? NO_ROWS : isMissing(score) ? score.missing : undefined;
  const ranked = isMissing(score) ? undefined : rankedByScore(truth, score);
  // The rows that are drawn again are those in the order of their scores.
  const outcomes =
    ranked === undefined
      ? outcomesOf(truth, predicted)
      : outcomesOf(
          ranked.truth,
          Uint8Array.from(ranked.order, (row) => predicted[row] ?? 0),
        );
  const losses =
    ranked !== undefined && areProbabilities(ranked.score)
      ? { log: logLosses(ranked.truth, ranked.score), brier: brierLosses(ranked.truth, ranked.score) }
      : undefined;
  const tally = tallyOfOutcomes(outcomes);
  const statistics = (weights?: Float64Array) => {
    const drawn = tallyOfOutcomes(outcomes, weights);
    return [
      ranked && averagePrecision(ranked, weights),
      losses && mean(losses.log, weights),
      losses && mean(losses.brier, weights),
      balancedAccuracy(drawn),
      f1(drawn, POSITIVE),
      matthewsCorrcoef(drawn),
      cohenKappa(drawn),
    ];
  };
  const values = statistics();
  const intervals = bootstrapIntervals(rows, statistics, bootstrap ? confidence : undefined);
  const drawn = (index: number, reason: string): MetricValue => {
    const value = values[index];
    return value === undefined ? unknown(rows === 0 ? NO_ROWS : reason) : known(value, intervals[index]);
  };
  const proportion = (value: number | undefined, of: number, reason: string): MetricValue =>
    value === undefined
      ? unknown(rows === 0 ? NO_ROWS : reason)
      : known(value, wilsonInterval(Math.round(value * of), of, confidence));
  const [, positives = 0] = tally.truth;
  const [, predictedPositive = 0] = tally.predicted;
  return {
    roc_auc: ranked === undefined || why !== undefined ? unknown(why ?? NO_ROWS) : rocAuc(ranked, confidence),
    average_precision: drawn(0, why ?? 'no label is positive'),
    log_loss: drawn(1, why ?? NO_PROBABILITIES),
    brier_score_loss: drawn(2, why ?? NO_PROBABILITIES),
    accuracy: proportion(accuracy(tally), tally.rows, NO_ROWS),
    balanced_accuracy: drawn(3, NO_ROWS),
    precision: proportion(precision(tally, POSITIVE), predictedPositive, 'no row was predicted positive'),
    recall: proportion(recall(tally, POSITIVE), positives, 'no label is positive'),
    f1: drawn(4, 'no label and no prediction is positive'),
    matthews_corrcoef: drawn(5, NO_ROWS),
    cohen_kappa: drawn(6, 'labels and predictions are all of one class'),
  };
}

const NO_ROWS = 'there are no rows';
const NO_PROBABILITIES = 'some scores are no probabilities: they lie outside 0 and 1';
