import { EXPECTATION_TYPES, expectationType } from '../catalogue/expectation-types.ts';
import { legacyExpectation } from '../catalogue/legacy-expectations.ts';
import { nearestName } from '../catalogue/nearest-name.ts';
import { code } from '../contracts/words.ts';
import { mentionsOf } from './names/mentions-of.ts';
import { meantToBe, replaceByNearest } from './names/unknown-name.ts';
import type { Rule } from './rule.ts';

const NAMES = EXPECTATION_TYPES.map(({ type }) => type);

export const unknownExpectationType: Rule<'expectation-suite'> = {
  id: 'unknown-expectation-type',
  title: 'Expectation type that does not exist',
  level: 'error',
  kinds: ['expectation-suite'],
  docs: {
    why: 'An expectation of an unknown type judges nothing. The types are those of Great Expectations.',
    bad: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_not_be_nul
    kwargs: { column: carrier }
`,
    good: `-- flights.expectations.yaml --
name: flights
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: carrier }
`,
  },
  check(file, { report }) {
    const isUnknown = (text: string) => text !== '' && expectationType(text) === undefined;
    if (![...file.namesOf('expectation-type')].some(isUnknown)) return;
    for (const mention of mentionsOf(file, 'expectation-type', isUnknown)) {
      const { text } = mention;
      const legacy = legacyExpectation(text);
      if (legacy !== undefined) {
        report(mention, `${code(text)} ${legacy.message}`);
        continue;
      }
      const meant = nearestName(text, NAMES);
      const help = { help: 'completion lists the types that there are' };
      report(mention, `there is no expectation type ${code(text)}`, meant === undefined ? help : meantToBe(meant));
    }
  },
  fixes: replaceByNearest,
};
