import { sql } from '../../engine/sql.ts';
import { asText, judgeValues } from '../column-values.ts';
import { comparable } from '../compare.ts';
import type { Judge } from '../judge.ts';
import { inRange, soundRange } from '../range.ts';

/** Expectations that a value, or the length of a text, lies between two ends. */
export const ranges: readonly Judge[] = [
  {
    type: 'expect_column_values_to_be_between',
    judge(given) {
      const range = soundRange(given.args);
      const { dialect } = given.engine;
      return judgeValues(given, (subject) => inRange(comparable(subject, dialect), range, dialect), { isRange: true });
    },
  },
  {
    type: 'expect_column_value_lengths_to_be_between',
    judge(given) {
      const range = soundRange(given.args);
      return judgeValues(given, (subject) => {
        const { dialect } = given.engine;
        const length = dialect.length(asText(given, subject));
        return inRange({ value: length, valueType: 'integer', type: 'BIGINT' }, range, dialect);
      });
    },
  },
  {
    type: 'expect_column_value_lengths_to_equal',
    judge: (given) =>
      judgeValues(given, (subject) => {
        const length = given.engine.dialect.length(asText(given, subject));
        return sql`${length} = ${Number(given.args.value)}`;
      }),
  },
];
