import { averagePrecision } from './average-precision.ts';
import { bootstrapIntervals } from './bootstrap.ts';
import { accuracy, balancedAccuracy, cohenKappa, f1, matthewsCorrcoef, precision, recall } from './class-metrics.ts';
import { tallyOf } from './class-tally.ts';
import { type BinaryColumns, isMissing } from './columns.ts';
import { mean } from './mean.ts';
import { known, type MetricValue, type MetricValues, unknown } from './metric-value.ts';
import { areProbabilities, brierLosses, logLosses } from './probability-losses.ts';
import { rankedByScore } from './ranked.ts';
import { rocAuc } from './roc-auc.ts';
import { wilsonInterval } from './wilson.ts';

const POSITIVE = 1;

/**
 * The metrics of a classification with two classes. The area under the ROC curve has DeLong's interval; accuracy,
 * precision and recall, which are proportions, have Wilson's; the others the bootstrap's.
 */
export function binaryMetrics(columns: BinaryColumns, confidence: number): MetricValues {
  return { ...scoreMetrics(columns, confidence), ...predictionMetrics(columns, confidence) };
}

function predictionMetrics({ truth, predicted }: BinaryColumns, confidence: number): MetricValues {
  const tally = tallyOf(2, truth, predicted);
  const statistics = (weights?: Float64Array) => {
    const drawn = tallyOf(2, truth, predicted, weights);
    return [balancedAccuracy(drawn), f1(drawn, POSITIVE), matthewsCorrcoef(drawn), cohenKappa(drawn)];
  };
  const values = statistics();
  const intervals = bootstrapIntervals(truth.length, statistics, confidence);
  const empty = tally.rows === 0 ? 'there are no rows' : undefined;
  const bootstrapped = (index: number, reason: string) => {
    const value = values[index];
    return value === undefined ? unknown(empty ?? reason) : known(value, intervals[index]);
  };
  const proportion = (value: number | undefined, of: number, reason: string): MetricValue =>
    value === undefined
      ? unknown(empty ?? reason)
      : known(value, wilsonInterval(Math.round(value * of), of, confidence));
  const [, positives = 0] = tally.truth;
  const [, predictedPositive = 0] = tally.predicted;
  return {
    accuracy: proportion(accuracy(tally), tally.rows, ''),
    balanced_accuracy: bootstrapped(0, ''),
    precision: proportion(precision(tally, POSITIVE), predictedPositive, 'no row was predicted positive'),
    recall: proportion(recall(tally, POSITIVE), positives, 'no label is positive'),
    f1: bootstrapped(1, 'no label and no prediction is positive'),
    matthews_corrcoef: bootstrapped(2, ''),
    cohen_kappa: bootstrapped(3, 'labels and predictions are all of one class'),
  };
}

function scoreMetrics({ truth, score }: BinaryColumns, confidence: number): MetricValues {
  const none = isMissing(score) ? score.missing : truth.length === 0 ? 'there are no rows' : undefined;
  if (none !== undefined || isMissing(score)) {
    const reason = unknown(none ?? '');
    return { roc_auc: reason, average_precision: reason, log_loss: reason, brier_score_loss: reason };
  }
  const ranked = rankedByScore(truth, score);
  const losses = areProbabilities(score)
    ? { log: logLosses(ranked.truth, ranked.score), brier: brierLosses(ranked.truth, ranked.score) }
    : undefined;
  const statistics = (weights?: Float64Array) => [
    averagePrecision(ranked, weights),
    losses && mean(losses.log, weights),
    losses && mean(losses.brier, weights),
  ];
  const values = statistics();
  const intervals = bootstrapIntervals(truth.length, statistics, confidence);
  const bootstrapped = (index: number, reason: string) => {
    const value = values[index];
    return value === undefined ? unknown(reason) : known(value, intervals[index]);
  };
  return {
    roc_auc: rocAuc(ranked, confidence),
    average_precision: bootstrapped(0, 'no label is positive'),
    log_loss: bootstrapped(1, NO_PROBABILITIES),
    brier_score_loss: bootstrapped(2, NO_PROBABILITIES),
  };
}

const NO_PROBABILITIES = 'some scores are no probabilities: they lie outside 0 and 1';
