import type { Answer } from '../engine/query-engine.ts';
import type { FoundRows } from './need.ts';

/** Rows as objects, for showing. */
export function foundRows(answer: Answer): FoundRows {
  return {
    count: answer.rowCount,
    rows: answer.rows.map((row) => Object.fromEntries(answer.columns.map((name, index) => [name, row[index] ?? null]))),
  };
}
