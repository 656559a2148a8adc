import type { Expectation } from '../definitions/expectation-suite.ts';
import type { Lenient } from '../definitions/schema.ts';
import { canonicalJson } from '../platform/fingerprint.ts';

/** What an expectation says, as a text: equal for two that judge the same. Computed once for each object. */
export function expectationKey(expectation: Lenient<Expectation>): string {
  let key = keys.get(expectation);
  if (key === undefined) {
    key = `${expectation.type} ${canonicalJson(expectation.kwargs ?? {})}`;
    keys.set(expectation, key);
  }
  return key;
}

const keys = new WeakMap<object, string>();
