import { checkBounds } from '../catalogue/check-bounds.ts';
import { expectationType } from '../catalogue/expectation-types.ts';
import { code, listed } from '../contracts/words.ts';
import type { Expectation } from '../definitions/expectation-suite.ts';
import type { Lenient } from '../definitions/schema.ts';
import { argumentProblems } from './argument-problems.ts';
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
    for (const [index, expectation] of (file.definition.expectations ?? []).entries()) {
      if (expectation === undefined) continue;
      const path = ['expectations', index];
      const unbounded = missingBounds(expectation);
      if (expectation.kwargs?.mostly === 0) {
        const message = `with ${code('mostly')} 0 the expectation holds even if every row breaks it`;
        report(project.spanOf(file, [...path, 'kwargs', 'mostly']), message, { help: 'say which share must hold' });
      } else if (unbounded !== undefined) {
        const message = `without ${listed(unbounded, 'or')} the expectation holds for all data`;
        report(project.spanOf(file, [...path, 'type']), message, { help: 'give at least one of them' });
      }
    }
  },
};

/**
 * The bounds that an expectation takes and has none of. One with a threshold of its own is bounded by that; and where an
 * argument is wrong, that may be the bound.
 */
function missingBounds(expectation: Lenient<Expectation>): readonly string[] | undefined {
  const { type, kwargs } = expectation;
  const known = type === undefined ? undefined : expectationType(type);
  if (known?.bounds === undefined || kwargs === undefined || 'threshold' in known.args) return undefined;
  if (argumentProblems(expectation).length > 0) return undefined;
  const { min, max } = known.bounds;
  return checkBounds(known.bounds, kwargs) === 'missing' ? [min, max] : undefined;
}
