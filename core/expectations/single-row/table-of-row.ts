import type { Column } from '../../engine/query-engine.ts';
import { describeError } from '../../platform/problem.ts';
import type { Judge } from '../judge.ts';
import { readResultFormat } from '../result-format.ts';
import type { Judgement, VerdictHead } from './judgement.ts';
import type { RowVerdict } from './row-verdict.ts';

const BASIC = readResultFormat('BASIC');

/** Judges which columns a row has, as those of a table of this one row. */
export function judgeTableColumns(
  byColumns: NonNullable<Judge['byColumns']>,
  args: Readonly<Record<string, unknown>>,
  head: VerdictHead,
): Judgement {
  const verdictOn = (columns: readonly Column[]): RowVerdict => {
    try {
      const relation = { label: 'the row', columns, misfits: [] };
      const { success, details } = byColumns({ args, relation, detail: BASIC });
      return success
        ? { ...head, outcome: 'passed', counts: true }
        : { ...head, outcome: 'failed', counts: true, details };
    } catch (error) {
      return { ...head, outcome: 'error', counts: false, reason: describeError(error) };
    }
  };
  // Most rows have the declared columns and no others, and those are one list.
  let last: { readonly columns: readonly Column[]; readonly verdict: RowVerdict } | undefined;
  return (row) => {
    const columns = row.columns();
    if (last?.columns !== columns) last = { columns, verdict: verdictOn(columns) };
    return last.verdict;
  };
}
