import { sql } from '../../engine/sql.ts';
import { column, columns, type Given, inSql, type Judge, type Verdict } from '../judge.ts';
import { judgeRows } from '../judge-rows.ts';
import type { Judging } from '../need.ts';
import { rowsToJudge } from '../row-choice.ts';

/** Expectations that a value, or a combination of values, occurs once. */
export const uniqueness: readonly Judge[] = [
  { type: 'expect_column_values_to_be_unique', judge: values },
  {
    type: 'expect_compound_columns_to_be_unique',
    judge(given) {
      const names = columns(given).map(({ name }) => name);
      return judgeRows(given, {
        columns: names,
        written: 'record',
        within: rowsToJudge(given, columns(given)),
        fault: { kind: 'repeated', columns: names },
      });
    },
  },
];

function values(given: Given): Judging<Verdict> {
  const subject = column(given);
  return judgeRows(given, {
    columns: [subject.name],
    written: 'value',
    within: sql`${inSql(given, subject)} IS NOT NULL`,
    fault: { kind: 'repeated', columns: [subject.name] },
  });
}
