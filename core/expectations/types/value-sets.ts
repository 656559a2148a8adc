import { sql } from '../../engine/sql.ts';
import { judgeValues } from '../column-values.ts';
import { type Comparable, comparable, isMember, memberOf } from '../compare.ts';
import { column, type Judge } from '../judge.ts';
import { inRange, type Range } from '../range.ts';

/** Expectations on the set that values are in. */
export const valueSets: readonly Judge[] = [
  {
    type: 'expect_column_values_to_be_in_set',
    judge(given) {
      const { dialect } = given.engine;
      const set = given.args.value_set as readonly unknown[];
      // Compared with two numbers instead of twenty, and told by the smallest and the largest value.
      const range = wholeRange(comparable(column(given), dialect), set);
      return range === undefined
        ? judgeValues(given, (subject) => isMember(comparable(subject, dialect), set, dialect))
        : judgeValues(given, (subject) => inRange(comparable(subject, dialect), range, dialect), { isRange: true });
    },
  },
  {
    type: 'expect_column_values_to_not_be_in_set',
    judge: (given) =>
      judgeValues(given, (subject) => {
        const { dialect } = given.engine;
        return sql`NOT (${isMember(comparable(subject, dialect), given.args.value_set as readonly unknown[], dialect)})`;
      }),
  },
];

/** The range that a set of whole numbers is, where it has all numbers between two, and the column whole numbers only. */
function wholeRange({ valueType }: Comparable, set: readonly unknown[]): Range | undefined {
  if (valueType !== 'integer') return undefined;
  const members = [...new Set(set.flatMap((member) => memberOf(member, valueType)))];
  const numbers = members.filter((member) => Number.isSafeInteger(member)) as number[];
  const [min, max] = [Math.min(...numbers), Math.max(...numbers)];
  const isRange = numbers.length > 1 && numbers.length === members.length && max - min === numbers.length - 1;
  return isRange ? { min, max, strictMin: false, strictMax: false } : undefined;
}
