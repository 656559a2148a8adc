import type { Expectation } from '../core/definitions/expectation-suite.ts';
import { COLUMNS } from './mixed-data.ts';

const column = (type: string, kwargs: Readonly<Record<string, unknown>>): Expectation => ({ type, kwargs });
const notNull = (name: string, mostly = 1) => column('expect_column_values_to_not_be_null', { column: name, mostly });
const between = (name: string, min_value: unknown, max_value: unknown) =>
  column('expect_column_values_to_be_between', { column: name, min_value, max_value });

const mean = (name: string, min_value: number, max_value: number) =>
  column('expect_column_mean_to_be_between', { column: name, min_value, max_value });
const inSet = (name: string, value_set: readonly unknown[]) =>
  column('expect_column_values_to_be_in_set', { column: name, value_set });

const AIRPORTS = ['EWR', 'JFK', 'LGA', 'SFO', 'LAX', 'ORD', 'ATL', 'BOS', 'DFW', 'DEN', 'SEA', 'MIA'];
const CLASSES = ['first', 'business', 'economy'];

/** Fifty expectations of the usual kinds, on all columns, none of which needs more than a look at each row. */
export const CHEAP: readonly Expectation[] = [
  column('expect_table_row_count_to_be_between', { min_value: 1000, max_value: 200_000_000 }),
  column('expect_table_column_count_to_equal', { value: Object.keys(COLUMNS).length }),
  column('expect_table_columns_to_match_set', { column_set: Object.keys(COLUMNS) }),
  ...Object.keys(COLUMNS).map((name) => notNull(name, name === 'fare' ? 0.98 : 1)),
  between('id', 0, 200_000_000),
  between('amount', 0, 1000),
  between('score', 0, 100),
  between('price', 1, 150),
  between('fare', 0, 500),
  between('departed', '2013-01-01 00:00:00', '2014-01-02 00:00:00'),
  between('day', '2013-01-01', '2014-01-01'),
  between('stops', 0, 10),
  inSet('origin', AIRPORTS),
  inSet('class', CLASSES),
  inSet('late', [true, false]),
  inSet('stops', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
  mean('amount', 400, 600),
  mean('score', 45, 55),
  mean('fare', 200, 300),
  mean('stops', 4, 6),
  column('expect_column_stdev_to_be_between', { column: 'amount', min_value: 200, max_value: 400 }),
  column('expect_column_stdev_to_be_between', { column: 'score', min_value: 20, max_value: 40 }),
  column('expect_column_sum_to_be_between', { column: 'amount', min_value: 1 }),
  column('expect_column_min_to_be_between', { column: 'amount', min_value: 0, max_value: 10 }),
  column('expect_column_max_to_be_between', { column: 'price', min_value: 100, max_value: 150 }),
  column('expect_column_min_to_be_between', { column: 'departed', min_value: '2013-01-01 00:00:00' }),
  column('expect_column_max_to_be_between', { column: 'day', max_value: '2013-12-31' }),
  column('expect_column_value_lengths_to_be_between', { column: 'email', min_value: 5, max_value: 40 }),
  column('expect_column_value_lengths_to_equal', { column: 'origin', value: 3 }),
  column('expect_column_values_to_match_regex', { column: 'origin', regex: '^[A-Z]{3}$' }),
  column('expect_column_distinct_values_to_equal_set', { column: 'class', value_set: CLASSES }),
  column('expect_column_distinct_values_to_be_in_set', { column: 'origin', value_set: AIRPORTS }),
  column('expect_column_unique_value_count_to_be_between', { column: 'origin', min_value: 12, max_value: 12 }),
  column('expect_column_most_common_value_to_be_in_set', { column: 'class', value_set: CLASSES, ties_okay: true }),
  column('expect_column_values_to_not_be_in_set', { column: 'origin', value_set: ['XXX'] }),
  column('expect_column_values_to_match_like_pattern', { column: 'origin', like_pattern: '___' }),
  column('expect_column_proportion_of_non_null_values_to_be_between', { column: 'fare', min_value: 0.98 }),
  column('expect_column_min_to_be_between', { column: 'id', min_value: 0, max_value: 0 }),
  column('expect_column_pair_values_a_to_be_greater_than_b', {
    column_A: 'amount',
    column_B: 'amount',
    or_equal: true,
  }),
];

/** Nine more that need passes of their own. */
export const COSTLY: readonly Expectation[] = [
  column('expect_column_values_to_be_unique', { column: 'id' }),
  column('expect_column_values_to_be_increasing', { column: 'id', strictly: true }),
  column('expect_compound_columns_to_be_unique', { column_list: ['id', 'class'] }),
  column('expect_column_unique_value_count_to_be_between', { column: 'amount', min_value: 900, max_value: 1100 }),
  column('expect_column_values_to_match_regex', { column: 'email', regex: '^user[0-9]+@example\\.com$' }),
  column('expect_column_values_to_not_match_regex', { column: 'email', regex: '\\s' }),
  column('expect_column_median_to_be_between', { column: 'score', min_value: 45, max_value: 55 }),
  column('expect_column_median_to_be_between', { column: 'amount', min_value: 450, max_value: 550 }),
  column('expect_column_quantile_values_to_be_between', {
    column: 'fare',
    quantile_ranges: {
      quantiles: [0.05, 0.95],
      value_ranges: [
        [0, 50],
        [450, 500],
      ],
    },
  }),
];
