import { faultyExpectations } from './expectations/suite-facts.ts';
import type { Rule } from './rule.ts';

export const expectationNeverFails: Rule<'expectation-suite'> = {
  id: 'expectation-never-fails',
  title: 'Expectation that cannot fail',
  level: 'warning',
  kinds: ['expectation-suite'],
  docs: {
    why: 'An expectation that holds for all data guards nothing, and makes a suite look more thorough than it is.',
    bad: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: carrier, mostly: 0 }
`,
    good: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: carrier, mostly: 0.95 }
`,
  },
  check(file, { project, report }) {
    for (const { index, neverFails } of faultyExpectations(file)) {
      if (neverFails === undefined) continue;
      const { at, message, help } = neverFails;
      report(project.spanOf(file, ['expectations', index, ...at]), message, { help });
    }
  },
};
