import { expectationArgumentRule } from './expectations/expectation-argument-rule.ts';

export const doubtfulArgument = expectationArgumentRule('doubtful', {
  id: 'doubtful-argument',
  title: 'Argument that is hardly meant as it is written',
  level: 'warning',
  docs: {
    why: 'A number in quotes is read as a number, and a share of 95 is allowed although no share is above 1: the run goes on, and judges something else than was meant.',
    bad: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_be_between
    kwargs: { column: distance_km, max_value: 9000, mostly: '0.95' }
`,
    good: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_be_between
    kwargs: { column: distance_km, max_value: 9000, mostly: 0.95 }
`,
  },
});
