import { sql } from '../../engine/sql.ts';
import { toJson } from '../../engine/value.ts';
import type { ValueType } from '../../expressions/value-type.ts';
import { asNumber } from '../column-values.ts';
import { comparable } from '../compare.ts';
import { column, type Given, inSql, type Judge, observed, type Verdict } from '../judge.ts';
import { ask, type Judging, type StatisticNeed } from '../need.ts';
import { isInRange, rangeOf } from '../range.ts';

/** Expectations on one figure of a column. Of a column without values there is none, and the expectation fails. */
export const statistics: readonly Judge[] = [
  { type: 'expect_column_min_to_be_between', judge: (given) => extreme(given, 'min') },
  { type: 'expect_column_max_to_be_between', judge: (given) => extreme(given, 'max') },
  { type: 'expect_column_mean_to_be_between', judge: (given) => figure(given, 'mean') },
  { type: 'expect_column_median_to_be_between', judge: (given) => figure(given, 'median') },
  { type: 'expect_column_stdev_to_be_between', judge: (given) => figure(given, 'stddev') },
  { type: 'expect_column_sum_to_be_between', judge: (given) => figure(given, 'sum') },
];

function* extreme(given: Given, statistic: 'min' | 'max'): Judging<Verdict> {
  const subject = column(given);
  const { value, valueType } = comparable(subject, given.engine.dialect);
  const of = value.text === inSql(given, subject).text ? subject.name : undefined;
  return yield* within(given, { kind: 'statistic', statistic, value, type: valueType, of }, valueType);
}

function* figure(given: Given, statistic: StatisticNeed['statistic']): Judging<Verdict> {
  const subject = column(given);
  const type = subject.valueType === 'integer' || subject.valueType === 'boolean' ? 'integer' : 'double';
  const value = asNumber(given, subject);
  const of = value.text === inSql(given, subject).text ? subject.name : undefined;
  return yield* within(given, { kind: 'statistic', statistic, value, type, of }, 'double');
}

function* within(given: Given, need: StatisticNeed, valueType: ValueType): Judging<Verdict> {
  const { value, rows, present } = yield* ask({
    value: need,
    rows: { kind: 'count' },
    present: { kind: 'count', within: sql`${inSql(given, column(given))} IS NOT NULL`, about: column(given).name },
  });
  const missing = rows - present;
  return observed(isInRange(value, rangeOf(given.args), valueType), toJson(value), {
    element_count: rows,
    missing_count: missing,
    missing_percent: rows === 0 ? null : (missing / rows) * 100,
  });
}
