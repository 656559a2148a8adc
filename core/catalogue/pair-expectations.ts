import type { ExpectationType } from './expectation-type.ts';
import { COLUMN_PAIR, IGNORE_PAIR_IF, MOSTLY } from './shared-arguments.ts';

/** Expectations on two columns, row by row. */
export const PAIR_EXPECTATIONS: readonly ExpectationType[] = [
  {
    type: 'expect_column_pair_values_to_be_equal',
    family: 'column-pair',
    description: 'The two columns hold the same value in every row.',
    rowConditions: true,
    args: { ...COLUMN_PAIR, mostly: MOSTLY, ignore_row_if: IGNORE_PAIR_IF },
    example: '{ column_A: origin, column_B: departure_airport }',
  },
  {
    type: 'expect_column_pair_values_a_to_be_greater_than_b',
    family: 'column-pair',
    description: 'The first column is larger than the second in every row.',
    rowConditions: true,
    args: {
      ...COLUMN_PAIR,
      mostly: MOSTLY,
      or_equal: { kind: 'boolean', nullable: true, description: 'True lets the two be equal.' },
      ignore_row_if: IGNORE_PAIR_IF,
    },
    example: '{ column_A: arrival_time, column_B: departure_time }',
  },
  {
    type: 'expect_column_pair_values_to_be_in_set',
    family: 'column-pair',
    description: 'The values of the two columns are one of the pairs in every row.',
    rowConditions: true,
    args: {
      ...COLUMN_PAIR,
      mostly: MOSTLY,
      value_pairs_set: { kind: 'value-pairs', required: true, description: 'The pairs allowed, each `[a, b]`.' },
      ignore_row_if: IGNORE_PAIR_IF,
    },
    example: '{ column_A: origin, column_B: state, value_pairs_set: [[EWR, NJ], [JFK, NY]] }',
  },
];
