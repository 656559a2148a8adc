import { expectationArgumentRule } from './expectations/expectation-argument-rule.ts';

export const missingArgument = expectationArgumentRule('missing', {
  id: 'missing-argument',
  title: 'Argument that the expectation needs',
  level: 'error',
  docs: {
    why: 'Without its required arguments an expectation cannot be evaluated.',
    bad: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_be_between
    kwargs: { min_value: 0 }
`,
    good: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_be_between
    kwargs: { column: distance_km, min_value: 0 }
`,
  },
});
