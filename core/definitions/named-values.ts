import { DRIFT_TEST_CHOICES, DRIFT_TESTS } from '../catalogue/drift-tests.ts';
import { EXPECTATION_TYPES } from '../catalogue/expectation-types.ts';
import { COMPOSED_TYPES, PLAIN_TYPES } from '../catalogue/feature-types.ts';
import { METRICS, OPERATIONAL_METRICS } from '../catalogue/metrics.ts';
import { TRANSFORMATION_FUNCTIONS } from '../catalogue/transformation-functions.ts';
import type { Meaning } from './meaning.ts';

export interface NamedValue {
  readonly name: string;
  readonly description: string;
}

/** The names that the catalogue has for a meaning; none for what only the project can name. */
export function namedValues(meaning: Meaning): readonly NamedValue[] {
  switch (meaning.is) {
    case 'expectation-type':
      return EXPECTATION_TYPES.map(({ type, description }) => ({ name: type, description }));
    case 'transformation':
      return TRANSFORMATION_FUNCTIONS;
    case 'drift-test':
      return [...DRIFT_TEST_CHOICES, ...DRIFT_TESTS];
    case 'metric':
      return [...METRICS, ...OPERATIONAL_METRICS];
    case 'feature-type':
      return [...PLAIN_TYPES, ...COMPOSED_TYPES.map(({ pattern, description }) => ({ name: pattern, description }))];
    default:
      return [];
  }
}
