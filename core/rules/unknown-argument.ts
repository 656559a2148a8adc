import { expectationArgumentRule } from './expectations/expectation-argument-rule.ts';
import { replaceByNearest } from './names/unknown-name.ts';
import type { Rule } from './rule.ts';

const found = expectationArgumentRule('unknown', {
  id: 'unknown-argument',
  title: 'Argument that the expectation does not have',
  level: 'error',
  docs: {
    why: 'Great Expectations refuses a keyword argument that it does not know, and a bound under a wrong name bounds nothing.',
    bad: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_be_between
    kwargs: { column: distance_km, min_valu: 0 }
`,
    good: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_be_between
    kwargs: { column: distance_km, min_value: 0 }
`,
  },
});

export const unknownArgument: Rule<'expectation-suite'> = { ...found, fixes: replaceByNearest };
