import { faultyExpectations } from './expectations/suite-facts.ts';
import { remove } from './fixes/remove.ts';
import type { Rule } from './rule.ts';

export const warnThreshold: Rule<'expectation-suite'> = {
  id: 'warn-threshold',
  title: 'Warning that cannot come before the error',
  level: 'warning',
  kinds: ['expectation-suite'],
  docs: {
    why: '`warn` is a second threshold that is reached before the expectation fails: it must ask for a larger share of the rows than `mostly` does.',
    bad: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: tailnum, mostly: 0.99 }
    warn: { mostly: 0.95 }
`,
    good: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: tailnum, mostly: 0.95 }
    warn: { mostly: 0.99 }
`,
  },
  check(file, { project, report }) {
    for (const { index, neverWarns } of faultyExpectations(file)) {
      if (neverWarns === undefined) continue;
      const { at, message, help } = neverWarns;
      report(project.spanOf(file, ['expectations', index, ...at]), message, { help, data: { expectation: index } });
    }
  },
  fixes(finding, file, context) {
    const index = finding.data?.expectation;
    if (typeof index !== 'number') return [];
    return remove('Remove `warn`', ['expectations', index, 'warn'], file, context);
  },
};
