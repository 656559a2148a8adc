import type { Json } from '../engine/value.ts';
import { CONFIDENCE, type MetricValues } from './metrics/metric-value.ts';
import { metricsOf } from './metrics/metrics-of.ts';
import { columnsOfRows, type Predictions, type SliceColumn } from './predictions.ts';

export interface Evaluation {
  readonly rows: number;
  readonly metrics: MetricValues;
  /** By column, in the order of its values. */
  readonly slices: readonly Slice[];
}

/** The metrics of the rows that have one value in a column. */
export interface Slice {
  readonly by: string;
  readonly value: Json;
  readonly rows: number;
  readonly metrics: MetricValues;
}

/** Computes every metric of the task, over all rows and over each slice. */
export function evaluate(predictions: Predictions, confidence = CONFIDENCE): Evaluation {
  const { columns, rows, by } = predictions;
  return {
    rows,
    metrics: metricsOf(columns, confidence),
    slices: by.flatMap((column) => slicesBy(column, predictions, confidence)),
  };
}

function slicesBy({ name, values, codes }: SliceColumn, { columns }: Predictions, confidence: number) {
  const slices = values.map((value, code): Slice => {
    const rows = Uint32Array.from([...codes.keys()].filter((row) => codes[row] === code));
    return { by: name, value, rows: rows.length, metrics: metricsOf(columnsOfRows(columns, rows), confidence) };
  });
  return slices.sort((a, b) => compared(a.value, b.value));
}

/** Numbers by size, other values by their letters, what is missing last. */
function compared(a: Json, b: Json): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : 1;
}
