import type { Expectation } from '../../core/definitions/expectation-suite.ts';
import { anyRow, TYPES } from './arbitrary-expectation.ts';

const of = (type: string, kwargs: Readonly<Record<string, unknown>>): Expectation => ({
  type: `expect_${type}`,
  kwargs,
});
const numbers = ['i', 'big', 'd', 'f', 'price'];
const all = Object.keys(TYPES);

/** What one row cannot meet or break, on every column that it can be asked of. */
export const OF_BATCHES: readonly Expectation[] = [
  of('table_row_count_to_be_between', { min_value: 30 }),
  ...numbers.flatMap((column) =>
    ['mean', 'median', 'stdev', 'sum'].map((figure) => of(`column_${figure}_to_be_between`, { column, min_value: 0 })),
  ),
  ...all.flatMap((column) => [
    ...(column === 'late'
      ? []
      : [of('column_min_to_be_between', { column }), of('column_max_to_be_between', { column })]),
    of('column_values_to_be_unique', { column }),
    of('column_unique_value_count_to_be_between', { column, min_value: 4 }),
    of('column_proportion_of_unique_values_to_be_between', { column, max_value: 0.5 }),
    of('column_proportion_of_non_null_values_to_be_between', { column, min_value: 0.5 }),
    of('column_values_to_be_increasing', { column }),
    of('column_distinct_values_to_contain_set', { column, value_set: [1, 'ab12', '2024-01-31'] }),
    of('column_most_common_value_to_be_in_set', { column, value_set: [1, 'ab12', true], ties_okay: true }),
  ]),
  // Ranges that the smallest or the largest value breaks, and rows have to be counted.
  of('column_values_to_be_between', { column: 'i', min_value: 0, max_value: 2 }),
  of('column_values_to_be_between', { column: 'i', min_value: 0, max_value: 2, row_condition: 'i < 3' }),
  of('column_values_to_be_between', { column: 'big', max_value: 3 }),
  of('column_values_to_be_between', { column: 'd', min_value: 0, max_value: 1, strict_max: true }),
  of('column_values_to_be_between', { column: 'day', min_value: '2024-02-01' }),
  of('column_values_to_be_between', { column: 'at', max_value: '2024-02-01' }),
  of('column_values_to_be_in_set', { column: 'i', value_set: [0, 1, 2, 3] }),
  of('column_values_to_be_between', { column: 'i', min_value: -1, max_value: 2147483647 }),
  of('column_values_to_be_between', { column: 'i', min_value: -1, row_condition: 'i > 0' }),
  of('column_values_to_be_between', { column: 'at', min_value: '1900-01-01', max_value: '2100-01-01' }),
  of('column_values_to_not_be_outliers', { column: 'i', method: 'iqr', multiplier: 1.5 }),
  of('column_quantile_values_to_be_between', {
    column: 'i',
    quantile_ranges: {
      quantiles: [0, 0.25, 0.5, 1],
      value_ranges: [
        [null, 5],
        [0, 1],
        [0, 1],
        [0, null],
      ],
    },
  }),
  of('column_kl_divergence_to_be_less_than', {
    column: 's',
    partition_object: { values: ['ab12', 'x y'], weights: [0.5, 0.5] },
    threshold: 1,
    tail_weight_holdout: 0.1,
  }),
  of('compound_columns_to_be_unique', { column_list: ['i', 's'] }),
];

export type Row = Readonly<Record<string, unknown>>;

/** Sums of the largest doubles overflow in one order, and do not in another; nobody promises which. */
export const tameRow = anyRow.map((row): Row => {
  const { d } = row as { readonly d?: unknown };
  return typeof d === 'number' && Math.abs(d) > 1e100 ? { ...row, d: d / 1e200 } : row;
});
