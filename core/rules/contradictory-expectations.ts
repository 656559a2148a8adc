import { code } from '../contracts/words.ts';
import { type Claim, contradicts, saysAllOf } from './expectations/claims.ts';
import { expectationFacts } from './expectations/expectation-facts.ts';
import type { Rule } from './rule.ts';

interface Known {
  readonly claim: Claim;
  readonly index: number;
}

/** Of one column, so that thousands of expectations on it are not each compared with all others. */
const MOST_COMPARED = 50;

export const contradictoryExpectations: Rule<'expectation-suite'> = {
  id: 'contradictory-expectations',
  title: 'Expectations that cannot both hold',
  level: 'error',
  kinds: ['expectation-suite'],
  docs: {
    why: 'If no value can meet two expectations on a column, one of them fails on all data. Only what is certain is reported: expectations on some rows (`row_condition`) or for most rows (`mostly`) are not compared.',
    bad: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_be_between
    kwargs: { column: hour, min_value: 0, max_value: 23 }
  - type: expect_column_min_to_be_between
    kwargs: { column: hour, min_value: 24, max_value: 30 }
`,
    good: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_be_between
    kwargs: { column: hour, min_value: 0, max_value: 23 }
  - type: expect_column_min_to_be_between
    kwargs: { column: hour, min_value: 0, max_value: 5 }
`,
  },
  check(file, { project, report }) {
    const before = new Map<string, Known[]>();
    expectationFacts(file).forEach((facts, index) => {
      const claim = facts?.claim;
      if (claim === undefined) return;
      const others = before.get(claim.column) ?? [];
      const other = others.find((each) => contradicts(each.claim, claim));
      if (other !== undefined) {
        const place = { file: file.path, ...project.spanOf(file, ['expectations', other.index, 'type']) };
        const message = `another expectation on ${code(claim.column)} contradicts this one: ${other.claim.words}`;
        report(project.spanOf(file, ['expectations', index, 'type']), message, {
          related: [{ ...place, message: other.claim.words }],
        });
      }
      if (others.length === 0) before.set(claim.column, others);
      if (others.length < MOST_COMPARED && !others.some((each) => saysAllOf(each.claim, claim))) {
        others.push({ claim, index });
      }
    });
  },
};
