import { columnDifference, expectedQuantiles, seenQuantiles, setDifference, wrongQuantiles } from './differences.ts';
import { plural } from './numbers-in-words.ts';
import {
  amount,
  are,
  asList,
  countRange,
  each,
  type FigurePhrase,
  figure,
  type Kwargs,
  matching,
  notMatching,
  oneOf,
  ordered,
  type Phrase,
  patterns,
  range,
  share,
} from './phrases.ts';
import { listed, show } from './values-in-words.ts';

const TWICE = (_: Kwargs, one: boolean) => `${one ? 'occurs' : 'occur'} more than once`;

function type(names: (kwargs: Kwargs) => readonly unknown[]): FigurePhrase {
  return figure('the type is', (kwargs) => names(kwargs).map(show).join(' or '));
}

function distinct(wanted: (values: string) => string): FigurePhrase {
  return { kind: 'figure', wanted: ({ value_set }) => wanted(listed(asList(value_set))), seen: setDifference };
}

/** The words for every type of the catalogue. */
export const EXPECTATION_WORDS: Readonly<Record<string, Phrase>> = {
  expect_table_row_count_to_be_between: figure('', countRange('row'), amount('row')),
  expect_table_row_count_to_equal: figure('', ({ value }) => amount('row')(value), amount('row')),
  expect_table_row_count_to_equal_other_table: {
    kind: 'figure',
    wanted: ({ other_table_name }) => `as many as ${show(other_table_name)} has`,
    seen({ observed_value }) {
      const { self, other } = (observed_value ?? {}) as Readonly<Record<string, unknown>>;
      return self === undefined ? undefined : `${amount('row')(self)} here, ${amount('row')(other)} there`;
    },
  },
  expect_table_column_count_to_be_between: figure('', countRange('column'), amount('column')),
  expect_table_column_count_to_equal: figure('', ({ value }) => amount('column')(value), amount('column')),
  expect_table_columns_to_match_ordered_list: {
    kind: 'figure',
    wanted: ({ column_list }) => `in this order the columns ${listed(asList(column_list))}`,
    seen: columnDifference,
  },
  expect_table_columns_to_match_set: {
    kind: 'figure',
    wanted: ({ column_set, exact_match }) =>
      `${exact_match === false ? 'at least' : 'exactly'} the columns ${listed(asList(column_set))}`,
    seen: columnDifference,
  },
  expect_column_to_exist: {
    kind: 'figure',
    wanted: ({ column_index: index }) =>
      typeof index === 'number' ? `the column in place ${index + 1}` : 'a column of this name',
    seen: () => undefined,
    failure: (_, { column_index: index }) =>
      typeof index === 'number' ? `there is no such column in place ${index + 1}` : 'there is no such column',
  },

  expect_column_values_to_not_be_null: each(
    'value',
    () => 'no value missing',
    (_, one) => `${one ? 'is' : 'are'} missing`,
    false,
  ),
  expect_column_values_to_be_null: each(
    'value',
    () => 'all values missing',
    (_, one) => `${one ? 'is' : 'are'} not missing`,
  ),
  expect_column_values_to_be_unique: each('value', () => 'no value twice', TWICE),
  expect_column_values_to_be_between: are((kwargs) => range(kwargs)),
  expect_column_values_to_be_in_set: are(({ value_set }) => oneOf(value_set)),
  expect_column_values_to_not_be_in_set: each(
    'value',
    ({ value_set }) => `not ${oneOf(value_set)}`,
    ({ value_set }, one) => `${one ? 'is' : 'are'} ${oneOf(value_set)}`,
  ),
  expect_column_values_to_be_of_type: type(({ type_ }) => [type_]),
  expect_column_values_to_be_in_type_list: type(({ type_list }) => asList(type_list)),
  expect_column_type_to_be: type(({ type_ }) => [type_]),
  expect_column_values_to_be_increasing: ordered('larger', 'smaller'),
  expect_column_values_to_be_decreasing: ordered('smaller', 'larger'),
  expect_column_value_z_scores_to_be_less_than: are(({ threshold, double_sided }) => {
    const side = double_sided ? 'from' : 'above';
    return `less than ${show(threshold)} standard deviations ${side} the mean`;
  }),
  expect_column_values_to_not_be_outliers: each(
    'value',
    ({ method, multiplier = 1.5 }) =>
      method === 'std'
        ? `within ${show(multiplier)} standard deviations of the mean`
        : `within ${show(multiplier)} interquartile ranges of the quartiles`,
    (_, one) => (one ? 'is an outlier' : 'are outliers'),
  ),
  expect_column_value_lengths_to_equal: are(({ value }) => `${amount('character')(value)} long`),
  expect_column_value_lengths_to_be_between: are((kwargs) => `${countRange('character')(kwargs)} long`),
  expect_column_values_to_match_regex: matching(({ regex }) => show(regex)),
  expect_column_values_to_not_match_regex: notMatching(({ regex }) => show(regex)),
  expect_column_values_to_match_regex_list: matching((kwargs) => patterns(kwargs, kwargs.regex_list)),
  expect_column_values_to_not_match_regex_list: notMatching((kwargs) => patterns(kwargs, kwargs.regex_list)),
  expect_column_values_to_match_like_pattern: matching(({ like_pattern }) => show(like_pattern)),
  expect_column_values_to_not_match_like_pattern: notMatching(({ like_pattern }) => show(like_pattern)),
  expect_column_values_to_match_like_pattern_list: matching((kwargs) => patterns(kwargs, kwargs.like_pattern_list)),
  expect_column_values_to_not_match_like_pattern_list: notMatching((kwargs) =>
    patterns(kwargs, kwargs.like_pattern_list),
  ),
  expect_column_values_to_match_strftime_format: are(
    ({ strftime_format }) => `a date or time written as ${show(strftime_format)}`,
  ),
  expect_column_values_to_be_dateutil_parseable: are(() => 'a date or time'),
  expect_column_values_to_be_json_parseable: are(() => 'valid JSON'),
  expect_column_values_to_match_json_schema: are(() => 'JSON that the schema allows'),

  expect_column_min_to_be_between: figure('the smallest value is', (kwargs) => range(kwargs)),
  expect_column_max_to_be_between: figure('the largest value is', (kwargs) => range(kwargs)),
  expect_column_mean_to_be_between: figure('the mean is', (kwargs) => range(kwargs)),
  expect_column_median_to_be_between: figure('the median is', (kwargs) => range(kwargs)),
  expect_column_stdev_to_be_between: figure('the standard deviation is', (kwargs) => range(kwargs)),
  expect_column_sum_to_be_between: figure('the sum is', (kwargs) => range(kwargs)),
  expect_column_unique_value_count_to_be_between: figure('', (kwargs) => range(kwargs), amount('different value')),
  expect_column_proportion_of_unique_values_to_be_between: figure(
    'the share of different values is',
    (kwargs) => range(kwargs, share),
    share,
  ),
  expect_column_proportion_of_non_null_values_to_be_between: figure(
    'the share of values that are not missing is',
    (kwargs) => range(kwargs, share),
    share,
  ),
  expect_column_quantile_values_to_be_between: {
    kind: 'figure',
    wanted: expectedQuantiles,
    seen: seenQuantiles,
    failure: wrongQuantiles,
  },
  expect_column_distinct_values_to_be_in_set: distinct((values) => `only ${values}`),
  expect_column_distinct_values_to_contain_set: distinct((values) => `${values} among the values`),
  expect_column_distinct_values_to_equal_set: distinct((values) => `all of ${values}, and no others`),
  expect_column_most_common_value_to_be_in_set: figure(
    'most common:',
    ({ value_set }) => oneOf(value_set),
    (value) => listed(asList(value)),
  ),
  expect_column_kl_divergence_to_be_less_than: {
    kind: 'figure',
    wanted: ({ threshold }) => `at most ${show(threshold)}`,
    seen({ observed_value: value }) {
      if (value === undefined) return undefined;
      return value === null
        ? 'there are values that the expected distribution does not have'
        : `the divergence from the expected distribution is ${show(value)}`;
    },
  },

  expect_column_pair_values_to_be_equal: each(
    'row',
    () => 'the same in both',
    (_, one) => (one ? 'differs' : 'differ'),
  ),
  expect_column_pair_values_a_to_be_greater_than_b: each(
    'row',
    ({ column_A, column_B, or_equal }) => `${column_A} ${or_equal ? 'at least' : 'greater than'} ${column_B}`,
    ({ column_A, column_B, or_equal }, one) =>
      `${one ? 'has' : 'have'} ${column_A} ${or_equal ? 'less' : 'not greater'} than ${column_B}`,
  ),
  expect_column_pair_values_to_be_in_set: each(
    'row',
    ({ value_pairs_set }) => `one of the pairs ${listed(asList(value_pairs_set), 4)}`,
    (_, one) => (one ? 'has another pair' : 'have other pairs'),
  ),

  expect_compound_columns_to_be_unique: each('row', () => 'no combination twice', TWICE),
  expect_select_column_values_to_be_unique_within_record: each(
    'row',
    () => 'all different within a row',
    (_, one) => `${one ? 'has' : 'have'} a value twice`,
  ),
  expect_multicolumn_sum_to_equal: each(
    'row',
    ({ sum_total }) => `adding up to ${show(sum_total)}`,
    ({ sum_total }, one) => `${one ? 'does' : 'do'} not add up to ${show(sum_total)}`,
  ),
  expect_multicolumn_values_to_be_equal: each(
    'row',
    () => 'all the same within a row',
    (_, one) => (one ? 'differs' : 'differ'),
  ),

  unexpected_rows_expectation: figure('the query finds', () => 'none', amount('row')),
  expect_query_results_to_match_comparison: {
    kind: 'figure',
    wanted: () => 'none to',
    seen: ({ unexpected_count: rows }) =>
      rows === undefined
        ? undefined
        : `${plural(rows, 'row of the two queries differs', 'rows of the two queries differ')}`,
  },
};
