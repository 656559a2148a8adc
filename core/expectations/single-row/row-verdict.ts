import type { ExpectationConfig, Outcome, ResultDetails, Severity } from '../result.ts';

/**
 * What came of one expectation on one row. `needs a batch`: one row cannot meet or break it, or only the engine can
 * read it; it is no pass. `not judged`: it is about columns that rows of this kind do not have.
 */
export type RowOutcome = Outcome | 'needs a batch' | 'not judged';

export interface RowVerdict {
  /** Which expectation of the suite, counted from 0. */
  readonly position: number;
  readonly type: string;
  /** The one column that it is about, where there is one. */
  readonly column?: string;
  readonly severity: Severity;
  /** Identifies the expectation as it is written, for finding its line again. */
  readonly fingerprint: string;
  readonly outcome: RowOutcome;
  /** Whether the row counts: missing values, and rows that a condition leaves out, pass without having been judged. */
  readonly counts: boolean;
  /** What is not as expected: a value, a list of two, or a map by column. */
  readonly value?: unknown;
  /** What was seen of the columns, where the expectation is about them. */
  readonly details?: ResultDetails;
  /** Why there is no verdict. */
  readonly reason?: string;
  /** The expectation with its parameters filled in. */
  readonly config: ExpectationConfig;
}

/** Whether something is wrong: with the row, or with the expectation. */
export function isFinding({ outcome }: RowVerdict): boolean {
  return outcome === 'failed' || outcome === 'warning' || outcome === 'error';
}
