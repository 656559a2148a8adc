import { code } from '../contracts/words.ts';
import { type Claim, contradicts, saysAllOf } from './expectations/claims.ts';
import { suiteFacts } from './expectations/suite-facts.ts';
import { MOST_COMPARED } from './expectations/tally.ts';
import type { Rule } from './rule.ts';

interface Known {
  readonly claim: Claim;
  readonly index: number;
}

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
    const { each, disputed } = suiteFacts(file);
    if (disputed.size === 0) return;
    const before = new Map<string, Known[]>();
    each.forEach((facts, index) => {
      const claim = facts?.claim;
      if (claim === undefined || !disputed.has(claim.column)) return;
      const others = before.get(claim.column) ?? [];
      const other = others.find((known) => contradicts(known.claim, claim));
      if (other !== undefined) {
        const place = { file: file.path, ...project.spanOf(file, ['expectations', other.index, 'type']) };
        const message = `another expectation on ${code(claim.column)} contradicts this one: ${other.claim.words}`;
        report(project.spanOf(file, ['expectations', index, 'type']), message, {
          related: [{ ...place, message: other.claim.words }],
        });
      }
      if (others.length === 0) before.set(claim.column, others);
      if (others.length < MOST_COMPARED && !others.some((known) => saysAllOf(known.claim, claim))) {
        others.push({ claim, index });
      }
    });
  },
};
