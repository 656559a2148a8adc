import { sql } from '../../engine/sql.ts';
import { column, type Given, inSql, type Judge, observed } from '../judge.ts';
import { ask, type Judging } from '../need.ts';
import { isInRange, rangeOf } from '../range.ts';

/** Expectations on how many values a column has, and how many different ones. Of no rows, every share is 0. */
export const columnCounts: readonly Judge[] = [
  {
    type: 'expect_column_unique_value_count_to_be_between',
    *judge(given) {
      const { different } = yield* counts(given);
      return observed(isInRange(different, rangeOf(given.args), 'integer'), different);
    },
  },
  {
    type: 'expect_column_proportion_of_unique_values_to_be_between',
    *judge(given) {
      const { different, present } = yield* counts(given);
      const share = present === 0 ? 0 : different / present;
      return observed(isInRange(share, rangeOf(given.args), 'double'), share);
    },
  },
  {
    type: 'expect_column_proportion_of_non_null_values_to_be_between',
    *judge(given) {
      const subject = column(given);
      const { rows, present } = yield* ask({
        rows: { kind: 'count' },
        present: { kind: 'count', within: sql`${inSql(given, subject)} IS NOT NULL`, about: subject.name },
      });
      const share = rows === 0 ? 0 : present / rows;
      return observed(isInRange(share, rangeOf(given.args), 'double'), share);
    },
  },
];

function* counts(given: Given): Judging<{ readonly different: number; readonly present: number }> {
  const subject = column(given);
  const within = sql`${inSql(given, subject)} IS NOT NULL`;
  const { present, groups } = yield* ask({
    present: { kind: 'count', within, about: subject.name },
    groups: { kind: 'groups', columns: [subject.name], within },
  });
  return { different: groups.groups, present };
}
