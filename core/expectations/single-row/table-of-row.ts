import { describeError } from '../../platform/problem.ts';
import type { Judge } from '../judge.ts';
import { readResultFormat } from '../result-format.ts';
import type { Judgement, VerdictHead } from './judgement.ts';

const BASIC = readResultFormat('BASIC');

/** Judges which columns a row has, as those of a table of this one row. */
export function judgeTableColumns(
  byColumns: NonNullable<Judge['byColumns']>,
  args: Readonly<Record<string, unknown>>,
  head: VerdictHead,
): Judgement {
  const passed = { ...head, outcome: 'passed', counts: true } as const;
  return (row) => {
    try {
      const relation = { label: 'the row', columns: row.columns(), misfits: [] };
      const { success, details } = byColumns({ args, relation, detail: BASIC });
      if (success) return passed;
      return { ...head, outcome: 'failed', counts: true, details };
    } catch (error) {
      return { ...head, outcome: 'error', counts: false, reason: describeError(error) };
    }
  };
}
