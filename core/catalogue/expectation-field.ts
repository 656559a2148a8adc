/** A keyword argument that every expectation may carry, whatever its type. */
export interface ExpectationField {
  readonly name: string;
  readonly description: string;
  readonly options?: readonly string[];
}

/** Keys that every expectation may carry inside `kwargs`, beside the arguments of its own type. */
export const COMMON_ARGUMENTS: readonly ExpectationField[] = [
  { name: 'row_condition', description: 'Restricts the expectation to the rows for which the condition holds.' },
  {
    name: 'condition_parser',
    description: 'The language of a `row_condition` that is a text; ours when left out.',
    options: ['great_expectations', 'great_expectations__experimental__', 'pandas', 'spark'],
  },
  { name: 'windows', description: 'Bounds that follow earlier runs, as Great Expectations Cloud computes them.' },
  {
    name: 'result_format',
    description: 'How much of the result is kept.',
    options: ['BOOLEAN_ONLY', 'BASIC', 'SUMMARY', 'COMPLETE'],
  },
  { name: 'catch_exceptions', description: 'Without effect: what raises is always recorded.' },
  { name: 'batch_id', description: 'The batch that Great Expectations last ran on; kept, not used.' },
];
