import type { Column } from '../../engine/query-engine.ts';
import { FALSE, type Sql, sql, TRUE } from '../../engine/sql.ts';
import { isNumeric } from '../../expressions/type-of.ts';
import { asNumber, judgeValues } from '../column-values.ts';
import { column, type Given, type Judge, type Verdict } from '../judge.ts';
import { ask, type Judging } from '../need.ts';

/** Expectations on how far values lie from the others. Where values do not differ, none lies far. */
export const outliers: readonly Judge[] = [
  {
    type: 'expect_column_value_z_scores_to_be_less_than',
    *judge(given) {
      const value = asNumber(given, column(given));
      const { mean, deviation } = yield* moments(value);
      const threshold = Number(given.args.threshold);
      const score = sql`(${value} - ${mean}) / ${deviation}`;
      const size = given.args.double_sided === true ? sql`abs(${score})` : score;
      return yield* judgeValues(given, () => (deviation > 0 ? sql`${size} < ${threshold}` : TRUE));
    },
  },
  {
    type: 'expect_column_values_to_not_be_outliers',
    *judge(given): Judging<Verdict> {
      const subject = column(given);
      // What is no number lies nowhere among numbers.
      if (!isCountable(subject)) return yield* judgeValues(given, () => FALSE);
      const value = asNumber(given, subject);
      const expected = given.args.method === 'std' ? yield* nearMean(given, value) : yield* insideFences(given, value);
      return yield* judgeValues(given, () => expected);
    },
  },
];

function isCountable({ valueType }: Column): boolean {
  return isNumeric(valueType) || valueType === 'boolean';
}

/** Mean and sample standard deviation; 0 where there are too few values for one. */
function* moments(value: Sql): Judging<{ readonly mean: number; readonly deviation: number }> {
  const { mean, deviation } = yield* ask({
    mean: { kind: 'statistic', statistic: 'mean', value, type: 'double' },
    deviation: { kind: 'statistic', statistic: 'stddev', value, type: 'double' },
  });
  return { mean: Number(mean), deviation: Number(deviation ?? 0) };
}

/** Nearer to the mean than so many standard deviations; a value just that far away is outside. */
function* nearMean({ args }: Given, value: Sql): Judging<Sql> {
  const { mean, deviation } = yield* moments(value);
  return deviation > 0 ? sql`abs(${value} - ${mean}) / ${deviation} < ${Number(args.multiplier)}` : TRUE;
}

/** Tukey's fences: so many interquartile ranges outside of the quartiles; a value on a fence is inside. */
function* insideFences({ args }: Given, value: Sql): Judging<Sql> {
  const quartiles = yield* ask({
    lower: { kind: 'statistic', statistic: 'lower-quartile', value, type: 'double' },
    upper: { kind: 'statistic', statistic: 'upper-quartile', value, type: 'double' },
  });
  if (quartiles.lower === null || quartiles.upper === null) return TRUE;
  const [lower, upper] = [Number(quartiles.lower), Number(quartiles.upper)];
  const reach = (upper - lower) * Number(args.multiplier);
  return sql`${value} BETWEEN ${lower - reach} AND ${upper + reach}`;
}
