import type { ExpectationType } from './expectation-type.ts';
import { COLUMN_LIST, IGNORE_ROW_IF, MOSTLY } from './shared-arguments.ts';

/** Expectations on several columns, row by row. */
export const MULTICOLUMN_EXPECTATIONS: readonly ExpectationType[] = [
  {
    type: 'expect_compound_columns_to_be_unique',
    family: 'multicolumn',
    description: 'No combination of values of the columns occurs in two rows.',
    rowConditions: true,
    args: { column_list: COLUMN_LIST, mostly: MOSTLY, ignore_row_if: { ...IGNORE_ROW_IF, parameter: false } },
    example: '{ column_list: [origin, hour] }',
  },
  {
    type: 'expect_select_column_values_to_be_unique_within_record',
    family: 'multicolumn',
    description: 'The columns hold different values within every row.',
    rowConditions: true,
    args: { column_list: COLUMN_LIST, mostly: MOSTLY, ignore_row_if: IGNORE_ROW_IF },
    example: '{ column_list: [origin, dest] }',
  },
  {
    type: 'expect_multicolumn_sum_to_equal',
    family: 'multicolumn',
    description: 'The values of the columns add up to the total in every row.',
    rowConditions: true,
    args: {
      column_list: COLUMN_LIST,
      mostly: MOSTLY,
      sum_total: { kind: 'number', required: true, description: 'The sum expected in every row.' },
      ignore_row_if: IGNORE_ROW_IF,
    },
    example: '{ column_list: [share_a, share_b, share_c], sum_total: 1 }',
  },
  {
    type: 'expect_multicolumn_values_to_be_equal',
    family: 'multicolumn',
    description: 'The columns hold the same value within every row.',
    rowConditions: true,
    args: {
      column_list: { ...COLUMN_LIST, kind: 'columns', atLeast: 2 },
      mostly: MOSTLY,
      ignore_row_if: IGNORE_ROW_IF,
    },
    example: '{ column_list: [origin, departure_airport, gate_airport] }',
  },
];
