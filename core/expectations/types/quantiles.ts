import { sql } from '../../engine/sql.ts';
import { toJson, type Value } from '../../engine/value.ts';
import { comparable } from '../compare.ts';
import { cannotJudge, column, type Given, type Judge, type Verdict } from '../judge.ts';
import { ask, type Judging } from '../need.ts';
import { isInRange } from '../range.ts';
import { tells } from '../result-format.ts';

interface QuantileRanges {
  readonly quantiles: readonly number[];
  readonly value_ranges: readonly (readonly [Value, Value])[];
}

/** Quantiles are values that occur: the one nearest to its share of the way through the sorted values, never between two. */
export const quantiles: readonly Judge[] = [{ type: 'expect_column_quantile_values_to_be_between', judge }];

function* judge(given: Given): Judging<Verdict> {
  const { quantiles: shares, value_ranges: ranges } = given.args.quantile_ranges as QuantileRanges;
  for (const [min, max] of ranges) {
    if (min !== null && max !== null && min > max) {
      throw cannotJudge(`the value range [${min}, ${max}] has its ends reversed`);
    }
  }
  const subject = column(given);
  const { value, valueType } = comparable(subject, given.engine.dialect);
  const of = value.text === given.engine.dialect.identifier(subject.name).text ? subject.name : undefined;
  const present = sql`${given.engine.dialect.identifier(subject.name)} IS NOT NULL`;
  const { count } = yield* ask({ count: { kind: 'count', within: present, about: subject.name } });
  const values: readonly Value[] =
    count === 0
      ? shares.map(() => null)
      : (yield* ask({
          found: {
            kind: 'sorted',
            value,
            of,
            count,
            places: shares.map((share) => roundHalfToEven((count - 1) * share)),
          },
        } as const)).found;
  const verdicts = values.map((quantile, index) => {
    const [min = null, max = null] = ranges[index] ?? [];
    return isInRange(quantile, { min, max, strictMin: false, strictMax: false }, valueType);
  });
  return {
    success: verdicts.every(Boolean),
    details: {
      observed_value: { quantiles: shares, values: values.map(toJson) },
      ...(tells(given.detail, 'BASIC') ? { details: { success_details: verdicts } } : {}),
    },
  };
}

/** As NumPy's method "nearest" rounds. */
function roundHalfToEven(place: number): number {
  const below = Math.floor(place);
  const rest = place - below;
  if (rest !== 0.5) return Math.round(place);
  return below % 2 === 0 ? below : below + 1;
}
