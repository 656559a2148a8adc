import { sql } from '../../engine/sql.ts';
import { column, type Given, inSql, type Judge, type Verdict } from '../judge.ts';
import { judgeRows } from '../judge-rows.ts';
import type { Judging } from '../need.ts';

/** Expectations on the order of a column's values, missing ones left out. The first value has none before it. */
export const order: readonly Judge[] = [
  { type: 'expect_column_values_to_be_increasing', judge: (given) => follow(given, '>', '>=') },
  { type: 'expect_column_values_to_be_decreasing', judge: (given) => follow(given, '<', '<=') },
];

function follow(given: Given, strict: '<' | '>', loose: '<=' | '>='): Judging<Verdict> {
  const subject = column(given);
  return judgeRows(given, {
    columns: [subject.name],
    written: 'value',
    within: sql`${inSql(given, subject)} IS NOT NULL`,
    fault: { kind: 'disorder', column: subject.name, order: given.args.strictly === true ? strict : loose },
  });
}
