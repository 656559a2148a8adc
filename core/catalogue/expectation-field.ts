/** A key that every expectation may carry, whatever its type. */
export interface ExpectationField {
  readonly name: string;
  readonly description: string;
  /** Ours alone: moved under `meta.plumbline` when a suite is written for Great Expectations. */
  readonly own?: true;
  readonly options?: readonly string[];
  readonly default?: string | boolean;
}

/** Keys that stand beside `type` and `kwargs`. */
export const EXPECTATION_FIELDS: readonly ExpectationField[] = [
  { name: 'id', description: 'Identifies the expectation across renames and moves; made by Great Expectations.' },
  { name: 'description', description: 'One line that stands for the expectation in reports.' },
  { name: 'notes', description: 'Markdown for people, one text or a list of them.' },
  { name: 'meta', description: 'Anything else worth keeping; returned with the result, never read.' },
  {
    name: 'severity',
    description: 'What a failure means: `critical` is an error, `warning` a warning, `info` information.',
    options: ['critical', 'warning', 'info'],
    default: 'critical',
  },
  {
    name: 'warn',
    description: 'A second, softer threshold: arguments that replace those of `kwargs`, and whose failure only warns.',
    own: true,
  },
  { name: 'rendered_content', description: 'How Great Expectations Cloud draws the expectation; kept, not used.' },
  {
    name: 'expectation_context',
    description: 'What Great Expectations Cloud knows about the expectation; kept, not used.',
  },
];

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
    default: 'BASIC',
  },
  { name: 'catch_exceptions', description: 'Without effect: what raises is always recorded.', default: false },
  { name: 'batch_id', description: 'The batch that Great Expectations last ran on; kept, not used.' },
];
