import type { Column } from '../../engine/query-engine.ts';
import { allOf, joinSql, type Sql, sql, TRUE } from '../../engine/sql.ts';
import { asNumber } from '../column-values.ts';
import { areAlike, type Comparable, comparable } from '../compare.ts';
import { columns, type Given, type Judge, type Verdict } from '../judge.ts';
import { judgeRows } from '../judge-rows.ts';
import type { Judging } from '../need.ts';
import { rowsToJudge } from '../row-choice.ts';

/** Expectations on several columns within each row. Missing values equal each other. */
export const multicolumn: readonly Judge[] = [
  {
    type: 'expect_multicolumn_values_to_be_equal',
    judge: (given) =>
      judgeRecords(given, (subjects) => {
        const [first, ...others] = subjects.map((subject) => comparable(subject, given.engine.dialect));
        return first === undefined ? TRUE : allOf(others.map((other) => same(first, other)));
      }),
  },
  {
    type: 'expect_select_column_values_to_be_unique_within_record',
    judge: (given) =>
      judgeRecords(given, (subjects) => {
        const all = subjects.map((subject) => comparable(subject, given.engine.dialect));
        const pairs = all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other] as const));
        return allOf(pairs.map(([one, other]) => sql`NOT (${same(one, other)})`));
      }),
  },
  {
    type: 'expect_multicolumn_sum_to_equal',
    judge: (given) =>
      judgeRecords(given, (subjects) => {
        const sum = joinSql(
          subjects.map((subject) => asSummand(given, subject)),
          ' + ',
        );
        const total = Number(given.args.sum_total);
        const isExact = subjects.every(({ valueType }) => valueType === 'integer' || valueType === 'boolean');
        return isExact
          ? sql`${sum} = ${total}`
          : sql`abs(${sum} - ${total}) <= ${TOLERANCE * Math.max(1, Math.abs(total))}`;
      }),
  },
];

/** Shares such as 0.1, 0.2 and 0.7 do not add up to 1 exactly in binary floating point. */
const TOLERANCE = 1e-9;

/** Small whole numbers add up to more than their own type holds. */
function asSummand(given: Given, subject: Column): Sql {
  const value = asNumber(given, subject);
  const isSmall = subject.valueType === 'boolean' || /^U?(TINYINT|SMALLINT|INTEGER)$/.test(subject.type);
  return isSmall ? given.engine.dialect.cast(value, 'BIGINT') : value;
}

function same(one: Comparable, other: Comparable): Sql {
  return areAlike(one, other)
    ? sql`${one.value} IS NOT DISTINCT FROM ${other.value}`
    : sql`${one.value} IS NULL AND ${other.value} IS NULL`;
}

function judgeRecords(given: Given, expected: (subjects: readonly Column[]) => Sql): Judging<Verdict> {
  const subjects = columns(given);
  return judgeRows(given, {
    columns: subjects.map(({ name }) => name),
    written: 'record',
    within: rowsToJudge(given, subjects),
    fault: { kind: 'not', expected: expected(subjects) },
  });
}
