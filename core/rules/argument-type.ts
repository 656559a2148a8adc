import { expectationArgumentRule } from './expectations/expectation-argument-rule.ts';

export const argumentType = expectationArgumentRule('wrong', {
  id: 'argument-type',
  title: 'Argument of the wrong type',
  level: 'error',
  docs: {
    why: 'A value of the wrong type is refused when the suite runs: minutes after it was typed, and on another machine.',
    bad: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_be_between
    kwargs: { column: distance_km, min_value: [0] }
`,
    good: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_be_between
    kwargs: { column: distance_km, min_value: 0 }
`,
  },
});
