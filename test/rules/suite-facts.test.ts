import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Expectation } from '../../core/definitions/expectation-suite.ts';
import type { Lenient } from '../../core/definitions/schema.ts';
import { suiteFacts } from '../../core/rules/expectations/suite-facts.ts';
import { createTally } from '../../core/rules/expectations/tally.ts';
import type { FileOf } from '../../core/rules/rule.ts';

const anyBound = fc.constantFrom(0, 1, 5, '2013-01-01', undefined);
const anyExpectation: fc.Arbitrary<Lenient<Expectation> | undefined> = fc.option(
  fc.record({
    type: fc.constantFrom(
      'expect_column_values_to_be_between',
      'expect_column_max_to_be_between',
      'expect_column_values_to_be_null',
      'expect_column_values_to_not_be_null',
      'expect_column_to_exist',
    ),
    kwargs: fc.record({ column: fc.constantFrom('a', 'b'), min_value: anyBound, max_value: anyBound }),
  }),
  { nil: undefined },
);
const anyEdit = fc.record({ at: fc.nat(9), remove: fc.nat(3), add: fc.array(anyExpectation, { maxLength: 3 }) });

test('what is counted of a suite while it is edited is what is counted of it as a whole', () => {
  const property = fc.property(fc.array(anyExpectation, { maxLength: 8 }), fc.array(anyEdit), (begin, edits) => {
    let expectations = begin;
    for (const { at, remove, add } of edits) {
      expectations = expectations.toSpliced(at, remove, ...add);
      const file = { definition: { expectations } } as unknown as FileOf<'expectation-suite'>;
      const { each, repeated, disputed, faulty } = suiteFacts(file);
      assert.equal(each.length, expectations.length);
      const whole = createTally();
      whole.replace([], each);
      assert.deepEqual({ repeated, faulty }, { repeated: whole.repeated, faulty: whole.faulty });
      assert.deepEqual(disputed, whole.disputed);
    }
  });
  fc.assert(property, { numRuns: 500 });
});
