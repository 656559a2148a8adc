import type { ReadRow } from './read-row.ts';
import type { RowVerdict } from './row-verdict.ts';

/** One expectation, compiled: judges one row that has been read. */
export type Judgement = (row: ReadRow) => RowVerdict;

/** What all verdicts on an expectation have in common. */
export type VerdictHead = Omit<RowVerdict, 'outcome' | 'counts' | 'value' | 'details' | 'reason'>;

/** The same verdict on every row. */
export function always(verdict: RowVerdict): Judgement {
  return () => verdict;
}
