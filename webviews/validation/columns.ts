import type { ColumnPicture, ValidationPage, Verdict } from '../../core/views/validation-page.ts';
import { bySeverity, worst } from '../shared/outcome.ts';

/** A column with its verdicts; without a name, the table as a whole. */
export interface JudgedColumn {
  readonly name: string | undefined;
  readonly picture: ColumnPicture | undefined;
  readonly verdicts: readonly Verdict[];
}

export interface Columns {
  readonly judged: JudgedColumn[];
  /** Columns that no expectation is about. */
  readonly quiet: readonly ColumnPicture[];
}

export function groupByColumn({ verdicts, columns }: ValidationPage): Columns {
  const groups = Map.groupBy(verdicts, ({ column }) => column);
  const judged = [...groups].map(([name, verdicts]) => ({
    name,
    picture: columns.find(({ column }) => column === name),
    verdicts,
  }));
  return { judged, quiet: columns.filter(({ column }) => !groups.has(column)) };
}

/** Worst first; among equals the order of the suite stays. */
export function bySeverityOfWorst(a: JudgedColumn, b: JudgedColumn): number {
  return bySeverity(worstOf(a), worstOf(b));
}

export const worstOf = ({ verdicts }: JudgedColumn) => worst(verdicts.map(({ outcome }) => outcome));
