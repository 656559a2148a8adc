/** What a model predicted, and what was right: one entry a row in each column. */
export interface BinaryColumns {
  readonly task: 'binary-classification';
  /** 1 where the label is the positive class. */
  readonly truth: Uint8Array;
  /** 1 where the positive class was predicted. */
  readonly predicted: Uint8Array;
  /** The model's score for the positive class; where there is none, why. */
  readonly score: Float64Array | Missing;
}

export interface ClassColumns {
  readonly task: 'multiclass-classification';
  /** How many classes there are, in labels and predictions together. */
  readonly classes: number;
  /** The number of the class, from 0. */
  readonly truth: Int32Array;
  readonly predicted: Int32Array;
}

export interface RegressionColumns {
  readonly task: 'regression';
  readonly truth: Float64Array;
  readonly predicted: Float64Array;
}

export type PredictionColumns = BinaryColumns | ClassColumns | RegressionColumns;

/** A column that is not there, and why, in words that end a sentence: `there is no column score`. */
export interface Missing {
  readonly missing: string;
}

export function isMissing(column: object): column is Missing {
  return 'missing' in column;
}
