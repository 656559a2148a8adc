import { expectationArgumentRule } from './expectations/expectation-argument-rule.ts';
import type { Rule } from './rule.ts';

const found = expectationArgumentRule('reversed', {
  id: 'reversed-bounds',
  title: 'Lower bound above the upper one',
  level: 'error',
  docs: {
    why: 'No value lies between a lower bound and a smaller upper one, so the expectation fails on all data.',
    bad: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_be_between
    kwargs: { column: distance_km, min_value: 9000, max_value: 0 }
`,
    good: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_be_between
    kwargs: { column: distance_km, min_value: 0, max_value: 9000 }
`,
  },
});

export const reversedBounds: Rule<'expectation-suite'> = {
  ...found,
  /** Exchanges the two values as they are written, so that quotes and comments stay. */
  fixes(finding, file, { project }) {
    const { min, max, expectation } = finding.data ?? {};
    if (typeof min !== 'string' || typeof max !== 'string' || typeof expectation !== 'number') return [];
    const path = ['expectations', expectation, 'kwargs'];
    const [low, high] = [project.spanOf(file, [...path, min]), project.spanOf(file, [...path, max])];
    const text = project.textOf(file.path);
    const edits = [
      { start: low.start, end: low.end, text: text.slice(high.start, high.end) },
      { start: high.start, end: high.end, text: text.slice(low.start, low.end) },
    ];
    return [{ title: `Exchange ${min} and ${max}`, edits: [{ file: file.path, edits }] }];
  },
};
