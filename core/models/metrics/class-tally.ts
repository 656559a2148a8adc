/** How often each class was right, predicted, and both: all that the metrics of classes need. */
export interface ClassTally {
  readonly rows: number;
  /** Rows of each class, by the number of the class. */
  readonly truth: Float64Array;
  /** Rows that were predicted to be of the class. */
  readonly predicted: Float64Array;
  /** Rows of the class that were predicted to be. */
  readonly right: Float64Array;
}

type Codes = Uint8Array | Int32Array;

/** Each row counts as often as its weight says. */
export function tallyOf(classes: number, truth: Codes, predicted: Codes, weights?: Float64Array): ClassTally {
  const tally = {
    truth: new Float64Array(classes),
    predicted: new Float64Array(classes),
    right: new Float64Array(classes),
  };
  let rows = 0;
  for (let row = 0; row < truth.length; row++) {
    const weight = weights === undefined ? 1 : (weights[row] ?? 0);
    if (weight === 0) continue;
    const label = truth[row] ?? 0;
    const prediction = predicted[row] ?? 0;
    rows += weight;
    tally.truth[label] = (tally.truth[label] ?? 0) + weight;
    tally.predicted[prediction] = (tally.predicted[prediction] ?? 0) + weight;
    if (label === prediction) tally.right[label] = (tally.right[label] ?? 0) + weight;
  }
  return { rows, ...tally };
}
