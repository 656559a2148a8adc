import type { ExpectationType } from './expectation-type.ts';
import { BOUNDS, COLUMN, COUNT_RANGE, STRICT, STRICT_BOUNDS } from './shared-arguments.ts';

/** Expectations on a table as a whole: how many rows, which columns. */
export const TABLE_EXPECTATIONS: readonly ExpectationType[] = [
  {
    type: 'expect_table_row_count_to_be_between',
    family: 'table',
    description: 'The number of rows lies between two values.',
    rowConditions: true,
    args: { ...COUNT_RANGE, ...STRICT },
    bounds: STRICT_BOUNDS,
    example: '{ min_value: 1000, max_value: 50000 }',
  },
  {
    type: 'expect_table_row_count_to_equal',
    family: 'table',
    description: 'The number of rows equals a value.',
    rowConditions: true,
    args: {
      value: { kind: 'integer', min: 0, advisory: true, required: true, description: 'The number of rows expected.' },
    },
    example: '{ value: 365 }',
  },
  {
    type: 'expect_table_row_count_to_equal_other_table',
    family: 'table',
    description: 'The number of rows equals that of another table.',
    rowConditions: true,
    args: {
      other_table_name: { kind: 'string', required: true, description: 'The other table, or feature group.' },
    },
    example: '{ other_table_name: airports }',
  },
  {
    type: 'expect_table_column_count_to_be_between',
    family: 'table',
    description: 'The number of columns lies between two values.',
    rowConditions: false,
    args: {
      min_value: {
        kind: 'number',
        min: 0,
        advisory: true,
        nullable: true,
        description: 'The smallest number of columns allowed.',
      },
      max_value: {
        kind: 'number',
        min: 0,
        advisory: true,
        nullable: true,
        description: 'The largest number of columns allowed.',
      },
    },
    bounds: BOUNDS,
    example: '{ min_value: 5, max_value: 20 }',
  },
  {
    type: 'expect_table_column_count_to_equal',
    family: 'table',
    description: 'The number of columns equals a value.',
    rowConditions: false,
    args: {
      value: {
        kind: 'integer',
        min: 0,
        advisory: true,
        required: true,
        description: 'The number of columns expected.',
      },
    },
    example: '{ value: 12 }',
  },
  {
    type: 'expect_table_columns_to_match_ordered_list',
    family: 'table',
    description: 'The columns are exactly those listed, in that order.',
    rowConditions: false,
    args: {
      column_list: { kind: 'columns', nullable: true, description: 'The column names, in the order expected.' },
    },
    example: '{ column_list: [flight_id, carrier, origin] }',
  },
  {
    type: 'expect_table_columns_to_match_set',
    family: 'table',
    description: 'The columns are those listed, in any order.',
    rowConditions: false,
    args: {
      column_set: { kind: 'columns', nullable: true, description: 'The column names, in any order.' },
      exact_match: {
        kind: 'boolean',
        default: true,
        nullable: true,
        description: 'False lets the table have further columns.',
      },
    },
    example: '{ column_set: [carrier, origin, flight_id], exact_match: false }',
  },
  {
    type: 'expect_column_to_exist',
    family: 'table',
    description: 'The table has the column.',
    rowConditions: false,
    args: {
      column: COLUMN,
      column_index: {
        kind: 'integer',
        min: 0,
        advisory: true,
        nullable: true,
        description: 'Where the column must stand, counted from 0; anywhere when left out.',
      },
    },
    example: '{ column: carrier }',
  },
];
