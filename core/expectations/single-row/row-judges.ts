import { tableColumns } from '../types/table-columns.ts';
import { recordTests } from './record-tests.ts';
import type { RowJudge } from './row-test.ts';
import { valueTests } from './value-tests.ts';

/** The expectations that one row can meet or break, by what its columns hold. */
export const ROW_JUDGES: ReadonlyMap<string, RowJudge> = new Map(
  [...valueTests, ...recordTests].map((judge) => [judge.type, judge] as const),
);

/** Those that are about which columns there are; a row has columns as a table has. */
export const COLUMN_JUDGES = new Map(tableColumns.map((judge) => [judge.type, judge] as const));

const NUMBER = 'counts rows or values: of one row it says nothing about the table';
const FIGURE = 'compares a figure of many values';
const OTHERS = 'compares a value with the others of its column';
const QUERY = 'asks a query of its own, which only the engine can answer';

/** The expectations that one row can neither meet nor break, and why. They are reported, and never as passed. */
export const NEEDS_A_BATCH: ReadonlyMap<string, string> = new Map([
  ['expect_table_row_count_to_be_between', NUMBER],
  ['expect_table_row_count_to_equal', NUMBER],
  ['expect_table_row_count_to_equal_other_table', NUMBER],
  ['expect_column_unique_value_count_to_be_between', NUMBER],
  ['expect_column_proportion_of_unique_values_to_be_between', NUMBER],
  ['expect_column_proportion_of_non_null_values_to_be_between', NUMBER],
  ['expect_column_min_to_be_between', FIGURE],
  ['expect_column_max_to_be_between', FIGURE],
  ['expect_column_mean_to_be_between', FIGURE],
  ['expect_column_median_to_be_between', FIGURE],
  ['expect_column_stdev_to_be_between', FIGURE],
  ['expect_column_sum_to_be_between', FIGURE],
  ['expect_column_quantile_values_to_be_between', FIGURE],
  ['expect_column_kl_divergence_to_be_less_than', 'compares the distribution of many values'],
  ['expect_column_most_common_value_to_be_in_set', 'looks for the most common of many values'],
  ['expect_column_distinct_values_to_contain_set', 'wants every member of the set to occur: more than one row has'],
  ['expect_column_distinct_values_to_equal_set', 'wants every member of the set to occur: more than one row has'],
  ['expect_column_values_to_be_unique', OTHERS],
  ['expect_compound_columns_to_be_unique', OTHERS],
  ['expect_column_values_to_be_increasing', OTHERS],
  ['expect_column_values_to_be_decreasing', OTHERS],
  ['expect_column_value_z_scores_to_be_less_than', OTHERS],
  ['expect_column_values_to_not_be_outliers', OTHERS],
  ['unexpected_rows_expectation', QUERY],
  ['expect_query_results_to_match_comparison', QUERY],
]);
