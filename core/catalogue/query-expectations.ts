import type { ExpectationType } from './expectation-type.ts';
import { MOSTLY } from './shared-arguments.ts';

/** Expectations that bring a SQL query of their own. */
export const QUERY_EXPECTATIONS: readonly ExpectationType[] = [
  {
    type: 'unexpected_rows_expectation',
    family: 'query',
    description: 'The query, which selects the rows that must not be there, finds none.',
    rowConditions: false,
    args: {
      unexpected_rows_query: {
        kind: 'sql',
        required: true,
        description: 'One SELECT; `{batch}` stands for the table under test.',
      },
    },
    example: '{ unexpected_rows_query: "SELECT * FROM {batch} WHERE arrival < departure" }',
  },
  {
    type: 'expect_query_results_to_match_comparison',
    family: 'query',
    description: 'A query finds the same rows as another query on another data source.',
    rowConditions: false,
    args: {
      base_query: { kind: 'sql', required: true, description: 'One SELECT on the table under test.' },
      comparison_data_source_name: {
        kind: 'string',
        required: true,
        description: 'The data source that the other query reads.',
      },
      comparison_query: { kind: 'sql', required: true, description: 'One SELECT on the other data source.' },
      mostly: MOSTLY,
    },
    example:
      '{ base_query: "SELECT count(*) FROM {batch}", comparison_data_source_name: warehouse, comparison_query: "SELECT count(*) FROM flights" }',
  },
];
