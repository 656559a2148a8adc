import type { ClassTally } from './class-tally.ts';

// Every function: as the function of scikit-learn that is named with it. Undefined where scikit-learn raises an error,
// warns that the metric is undefined, or returns "not a number".

/** Share of the rows whose class was predicted. `accuracy_score`. */
export function accuracy({ rows, right }: ClassTally): number | undefined {
  return ratio(sum(right), rows);
}

/** Mean of the recall of all classes that a label names. `balanced_accuracy_score`. */
export function balancedAccuracy({ truth, right }: ClassTally): number | undefined {
  const recalls = [...truth].flatMap((count, index) => (count === 0 ? [] : [(right[index] ?? 0) / count]));
  return ratio(sum(recalls), recalls.length);
}

/** Of the rows predicted to be of the class, the share that is. `precision_score`. */
export function precision({ right, predicted }: ClassTally, index: number): number | undefined {
  return ratio(right[index] ?? 0, predicted[index] ?? 0);
}

/** Of the rows of the class, the share that was predicted to be. `recall_score`. */
export function recall({ right, truth }: ClassTally, index: number): number | undefined {
  return ratio(right[index] ?? 0, truth[index] ?? 0);
}

/** Harmonic mean of precision and recall: 2·right / (rows of the class + rows predicted to be). `f1_score`. */
export function f1({ right, truth, predicted }: ClassTally, index: number): number | undefined {
  return ratio(2 * (right[index] ?? 0), (truth[index] ?? 0) + (predicted[index] ?? 0));
}

/** Mean F1 of all classes that a label or a prediction names. `f1_score(average='macro')`. */
export function f1Macro(tally: ClassTally): number | undefined {
  const each = [...tally.truth].flatMap((_, index) => f1(tally, index) ?? []);
  return ratio(sum(each), each.length);
}

/** Mean F1 of the classes, each counted by the rows it has. `f1_score(average='weighted')`. */
export function f1Weighted(tally: ClassTally): number | undefined {
  const weighted = [...tally.truth].map((count, index) => (f1(tally, index) ?? 0) * count);
  return ratio(sum(weighted), tally.rows);
}

/**
 * Correlation of label and prediction, for any number of classes: −1 to 1, and 0 where either is always the same.
 * `matthews_corrcoef`; Gorodkin, "Comparing two K-category assignments by a K-category correlation coefficient" (2004).
 */
export function matthewsCorrcoef({ rows, truth, predicted, right }: ClassTally): number | undefined {
  if (rows === 0) return undefined;
  const together = sum(right) * rows - products(truth, predicted);
  const ofTruth = rows * rows - products(truth, truth);
  const ofPredicted = rows * rows - products(predicted, predicted);
  return ofTruth === 0 || ofPredicted === 0 ? 0 : together / Math.sqrt(ofTruth * ofPredicted);
}

/**
 * Agreement of label and prediction beyond what chance would give; 1 at most. `cohen_kappa_score`; Cohen, "A Coefficient
 * of Agreement for Nominal Scales" (1960). Undefined where all labels and predictions are of one class.
 */
export function cohenKappa({ rows, truth, predicted, right }: ClassTally): number | undefined {
  const byChance = products(truth, predicted);
  return ratio(sum(right) * rows - byChance, rows * rows - byChance);
}

function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function products(a: Float64Array, b: Float64Array): number {
  return sum(a.map((value, index) => value * (b[index] ?? 0)));
}
