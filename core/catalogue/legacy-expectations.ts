/** A name that an older Great Expectations knew and the current one does not. */
export interface LegacyName {
  readonly name: string;
  /** Why it is gone, and what to write instead. */
  readonly message: string;
  /** Types to offer in its place; none of them means quite the same. */
  readonly instead: readonly string[];
}

/** Expectation types of 0.x whose name still turns up in suites; Great Expectations 1.x drops them without a word. */
export const LEGACY_EXPECTATIONS: readonly LegacyName[] = [
  {
    name: 'expect_multicolumn_values_to_be_unique',
    message:
      'left Great Expectations, where its name was read in two ways; write expect_compound_columns_to_be_unique (no two rows alike) or expect_select_column_values_to_be_unique_within_record (different values within each row)',
    instead: ['expect_compound_columns_to_be_unique', 'expect_select_column_values_to_be_unique_within_record'],
  },
  {
    name: 'expect_column_bootstrapped_ks_test_p_value_to_be_greater_than',
    message:
      'left Great Expectations; compare distributions with a monitor that uses the test `ks`, or bound quantiles',
    instead: ['expect_column_quantile_values_to_be_between', 'expect_column_kl_divergence_to_be_less_than'],
  },
  {
    name: 'expect_column_parameterized_distribution_ks_test_p_value_to_be_greater_than',
    message:
      'left Great Expectations; compare distributions with a monitor that uses the test `ks`, or bound quantiles',
    instead: ['expect_column_quantile_values_to_be_between', 'expect_column_kl_divergence_to_be_less_than'],
  },
  {
    name: 'expect_column_chisquare_test_p_value_to_be_greater_than',
    message:
      'left Great Expectations; compare shares with a monitor that uses the test `chisquare`, or bound the divergence from a partition',
    instead: ['expect_column_kl_divergence_to_be_less_than'],
  },
  {
    name: 'expect_column_pair_cramers_phi_value_to_be_less_than',
    message: 'left Great Expectations, and no other type measures the association of two columns; write it as a query',
    instead: ['unexpected_rows_expectation'],
  },
];

/** Keyword arguments of 0.x that say nothing any more: an import leaves them out, where their value is the harmless one. */
const LEGACY_ARGUMENTS: readonly LegacyName[] = [
  {
    name: 'parse_strings_as_datetimes',
    message: 'is gone: bounds and values written as ISO dates are compared as dates with date columns',
    instead: [],
  },
  {
    name: 'output_strftime_format',
    message: 'is gone: dates in results are always written in ISO form',
    instead: [],
  },
  {
    name: 'allow_cross_type_comparisons',
    message: 'is gone: a value that cannot be compared with the bounds breaks the expectation',
    instead: [],
  },
  { name: 'include_config', message: 'is gone: a result always carries its configuration', instead: [] },
  { name: 'auto', message: 'is gone: draw a suite from the data with the profiler instead', instead: [] },
  { name: 'profiler_config', message: 'is gone: draw a suite from the data with the profiler instead', instead: [] },
];

export function legacyExpectation(name: string): LegacyName | undefined {
  return LEGACY_EXPECTATIONS.find((each) => each.name === name);
}

export function legacyArgument(name: string): LegacyName | undefined {
  return LEGACY_ARGUMENTS.find((each) => each.name === name);
}
