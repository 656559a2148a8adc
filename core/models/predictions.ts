import type { ModelTask } from '../catalogue/metrics.ts';
import type { Json } from '../engine/value.ts';
import { isMissing, type PredictionColumns } from './metrics/columns.ts';

/** The predictions of a model for rows whose label is known. */
export interface Predictions {
  readonly task: ModelTask;
  readonly columns: PredictionColumns;
  readonly rows: number;
  /** Rows that were left out, because nobody knows what would have been right. */
  readonly withoutLabel: number;
  /** Names of the classes, in order; the second of two is the positive one. Empty for a regression. */
  readonly classes: readonly string[];
  /** What the rows can be told apart by. */
  readonly by: readonly SliceColumn[];
  /** Where each row stands in what was read, from 0. */
  readonly positions: Float64Array;
}

/** A column with few values: the number of its value for each row. */
export interface SliceColumn {
  readonly name: string;
  readonly values: readonly Json[];
  readonly codes: Int32Array;
}

/** The columns of some of the rows. */
export function columnsOfRows(columns: PredictionColumns, rows: Uint32Array): PredictionColumns {
  switch (columns.task) {
    case 'binary-classification': {
      const { task, truth, predicted, score } = columns;
      return {
        task,
        truth: Uint8Array.from(rows, (row) => truth[row] ?? 0),
        predicted: Uint8Array.from(rows, (row) => predicted[row] ?? 0),
        score: isMissing(score) ? score : floats(score, rows),
      };
    }
    case 'multiclass-classification': {
      const { task, classes, truth, predicted } = columns;
      return {
        task,
        classes,
        truth: Int32Array.from(rows, (row) => truth[row] ?? 0),
        predicted: Int32Array.from(rows, (row) => predicted[row] ?? 0),
      };
    }
    case 'regression':
      return { task: columns.task, truth: floats(columns.truth, rows), predicted: floats(columns.predicted, rows) };
  }
}

function floats(values: Float64Array, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row] ?? 0);
}
