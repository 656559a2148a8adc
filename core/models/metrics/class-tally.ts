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

/** What happened to each row of two classes: 0 and 1 where it is negative, 2 and 3 where it is positive; odd if predicted so. */
export function outcomesOf(truth: Uint8Array, predicted: Uint8Array): Uint8Array {
  return truth.map((label, row) => 2 * label + (predicted[row] ?? 0));
}

/** The tally of two classes from what happened to each row: in one pass, for it is made anew for each resample. */
export function tallyOfOutcomes(outcomes: Uint8Array, weights?: Float64Array): ClassTally {
  const cells = new Float64Array(4);
  for (let row = 0; row < outcomes.length; row++) {
    const outcome = outcomes[row] ?? 0;
    cells[outcome] = (cells[outcome] ?? 0) + (weights === undefined ? 1 : (weights[row] ?? 0));
  }
  const [rightNegative = 0, wrongPositive = 0, wrongNegative = 0, rightPositive = 0] = cells;
  return {
    rows: rightNegative + wrongPositive + wrongNegative + rightPositive,
    truth: Float64Array.of(rightNegative + wrongPositive, wrongNegative + rightPositive),
    predicted: Float64Array.of(rightNegative + wrongNegative, wrongPositive + rightPositive),
    right: Float64Array.of(rightNegative, rightPositive),
  };
}
