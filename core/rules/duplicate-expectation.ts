import { suiteFacts } from './expectations/suite-facts.ts';
import { remove } from './fixes/remove.ts';
import type { Rule } from './rule.ts';

export const duplicateExpectation: Rule<'expectation-suite'> = {
  id: 'duplicate-expectation',
  title: 'Expectation that stands in the suite twice',
  level: 'warning',
  kinds: ['expectation-suite'],
  docs: {
    why: 'Of two equal expectations only one is changed when the data does, and then the two contradict each other.',
    bad: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: carrier }
  - type: expect_column_values_to_not_be_null
    kwargs: { column: carrier }
`,
    good: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: carrier }
`,
  },
  check(file, { project, report }) {
    const { each, repeated } = suiteFacts(file);
    if (repeated.size === 0) return;
    const first = new Map<string, number>();
    each.forEach((facts, index) => {
      const key = facts?.key;
      if (key === undefined || !repeated.has(key)) return;
      const before = first.get(key);
      if (before === undefined) {
        first.set(key, index);
        return;
      }
      const related = { file: file.path, ...project.spanOf(file, ['expectations', before, 'type']) };
      report(project.spanOf(file, ['expectations', index, 'type']), 'the same expectation stands further up', {
        help: 'remove one of the two',
        related: [{ ...related, message: 'here' }],
        data: { expectation: index },
      });
    });
  },
  fixes(finding, file, context) {
    const index = finding.data?.expectation;
    if (typeof index !== 'number') return [];
    return remove('Remove this expectation', ['expectations', index], file, context);
  },
};
