import { fingerprintOf } from '../../platform/fingerprint.ts';

const RANGE = ['min_value', 'max_value', 'strict_min', 'strict_max'];

/**
 * Arguments that only say what is allowed, not what is looked at: a past run can be judged anew by other ones. `mostly`
 * is one of every type that has it.
 */
const ALLOWING: Readonly<Record<string, readonly string[]>> = {
  expect_table_row_count_to_be_between: RANGE,
  expect_table_row_count_to_equal: ['value'],
  expect_table_column_count_to_be_between: RANGE,
  expect_table_column_count_to_equal: ['value'],
  expect_column_min_to_be_between: RANGE,
  expect_column_max_to_be_between: RANGE,
  expect_column_mean_to_be_between: RANGE,
  expect_column_median_to_be_between: RANGE,
  expect_column_stdev_to_be_between: RANGE,
  expect_column_sum_to_be_between: RANGE,
  expect_column_unique_value_count_to_be_between: RANGE,
  expect_column_proportion_of_unique_values_to_be_between: RANGE,
  expect_column_values_to_be_between: RANGE,
  expect_column_value_lengths_to_be_between: RANGE,
  expect_column_values_to_be_in_set: ['value_set'],
  expect_column_values_to_not_be_in_set: ['value_set'],
};

/** How much is told of a result changes nothing of what is found. */
const TELLING = ['result_format', 'catch_exceptions', 'mostly'];

/**
 * What an expectation looks at, whatever it allows: the same for two that only differ in bounds. Undefined where a
 * parameter decides what it looks at, as two runs may have had two values of that.
 */
export function measureOf(type: string, kwargs: Readonly<Record<string, unknown>>): string | undefined {
  const apart = new Set([...TELLING, ...(ALLOWING[type] ?? [])]);
  const looked = Object.fromEntries(Object.entries(kwargs).filter(([name]) => !apart.has(name)));
  return JSON.stringify(looked).includes('$PARAMETER') ? undefined : fingerprintOf({ type, looked });
}

/** Those of the arguments that say what is allowed. */
export function allowingOf(type: string, kwargs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries((ALLOWING[type] ?? []).flatMap((name) => (name in kwargs ? [[name, kwargs[name]]] : [])));
}
