import { known, type MetricValue, unknown } from './metric-value.ts';
import { standardErrors } from './normal-quantile.ts';
import type { Ranked } from './ranked.ts';

/**
 * Area under the ROC curve: the share of pairs of a positive and a negative row in which the positive one has the higher
 * score, a tie counting half. As `sklearn.metrics.roc_auc_score`.
 *
 * The interval is DeLong's: the area ± its standard error, cut off at 0 and 1. DeLong, DeLong, Clarke-Pearson,
 * "Comparing the Areas under Two or More Correlated ROC Curves", Biometrics 44 (1988); by ranks, in the time that
 * sorting takes, after Sun, Xu, "Fast Implementation of DeLong's Algorithm", IEEE SPL 21 (2014). It needs two rows of
 * each class. Where the classes are parted entirely it has no width, though the area of other rows may be smaller.
 */
export function rocAuc(ranked: Ranked, confidence: number): MetricValue {
  const { positives, negatives } = ranked;
  if (positives === 0 || negatives === 0) {
    return unknown(`every label is ${positives === 0 ? 'negative' : 'positive'}, and the area needs both classes`);
  }
  let sum = 0;
  for (const tie of ties(ranked)) sum += tie.positives * tie.shareBelow;
  const area = sum / positives;
  if (positives < 2 || negatives < 2) return known(area, undefined);
  let ofPositives = 0;
  let ofNegatives = 0;
  for (const tie of ties(ranked)) {
    ofPositives += tie.positives * (tie.shareBelow - area) ** 2;
    ofNegatives += tie.negatives * (tie.shareAbove - area) ** 2;
  }
  const variance = ofPositives / (positives - 1) / positives + ofNegatives / (negatives - 1) / negatives;
  const half = standardErrors(confidence) * Math.sqrt(variance);
  return known(area, { low: Math.max(0, area - half), high: Math.min(1, area + half) });
}

interface Tie {
  readonly positives: number;
  readonly negatives: number;
  /** Of the negative rows, how many have a lower score than these; ties count half. */
  readonly shareBelow: number;
  /** Of the positive rows, how many have a higher score than these. */
  readonly shareAbove: number;
}

/** The runs of rows with equal scores, the highest first. */
function* ties({ truth, ends, positives, negatives }: Ranked): Generator<Tie> {
  let positivesAbove = 0;
  let negativesAbove = 0;
  let begin = 0;
  let positivesHere = 0;
  for (let place = 0; place < truth.length; place++) {
    positivesHere += truth[place] ?? 0;
    if (ends[place] !== 1) continue;
    const negativesHere = place + 1 - begin - positivesHere;
    yield {
      positives: positivesHere,
      negatives: negativesHere,
      shareBelow: (negatives - negativesAbove - negativesHere / 2) / negatives,
      shareAbove: (positivesAbove + positivesHere / 2) / positives,
    };
    positivesAbove += positivesHere;
    negativesAbove += negativesHere;
    positivesHere = 0;
    begin = place + 1;
  }
}
