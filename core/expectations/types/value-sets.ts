import { sql } from '../../engine/sql.ts';
import { judgeValues } from '../column-values.ts';
import { comparable, isMember } from '../compare.ts';
import type { Judge } from '../judge.ts';

/** Expectations on the set that values are in. */
export const valueSets: readonly Judge[] = [
  {
    type: 'expect_column_values_to_be_in_set',
    judge: (given) =>
      judgeValues(given, (subject) => {
        const { dialect } = given.engine;
        return isMember(comparable(subject, dialect), given.args.value_set as readonly unknown[], dialect);
      }),
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
