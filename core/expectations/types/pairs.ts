import { allOf, anyOf, FALSE, raw, type Sql, sql } from '../../engine/sql.ts';
import { areAlike, type Comparable, comparable, isMember } from '../compare.ts';
import { cannotJudge, column, type Given, type Judge, type Verdict } from '../judge.ts';
import { judgeRows } from '../judge-rows.ts';
import type { Judging } from '../need.ts';
import { rowsToJudge } from '../row-choice.ts';

/** Expectations on two columns. A row with one value missing is unexpected, unless `ignore_row_if` leaves it out. */
export const pairs: readonly Judge[] = [
  {
    type: 'expect_column_pair_values_to_be_equal',
    judge: (given) => judgePairs(given, (a, b) => (areAlike(a, b) ? sql`${a.value} = ${b.value}` : FALSE)),
  },
  {
    type: 'expect_column_pair_values_a_to_be_greater_than_b',
    judge: (given) =>
      judgePairs(given, (a, b) => {
        if (!areAlike(a, b)) throw cannotJudge(`values of the types ${a.type} and ${b.type} have no order`);
        return sql`${a.value} ${raw(given.args.or_equal === true ? '>=' : '>')} ${b.value}`;
      }),
  },
  {
    type: 'expect_column_pair_values_to_be_in_set',
    judge: (given) =>
      judgePairs(given, (a, b) => {
        const { dialect } = given.engine;
        const set = given.args.value_pairs_set as readonly (readonly [unknown, unknown])[];
        return anyOf(
          set.map(([first, second]) => allOf([isMember(a, [first], dialect), isMember(b, [second], dialect)])),
        );
      }),
  },
];

function judgePairs(given: Given, expected: (a: Comparable, b: Comparable) => Sql): Judging<Verdict> {
  const [a, b] = [column(given, 'column_A'), column(given, 'column_B')];
  const { dialect } = given.engine;
  return judgeRows(given, {
    columns: [a.name, b.name],
    written: 'pair',
    within: rowsToJudge(given, [a, b]),
    fault: { kind: 'not', expected: expected(comparable(a, dialect), comparable(b, dialect)) },
  });
}
