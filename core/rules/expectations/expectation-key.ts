import type { Expectation } from '../../definitions/expectation-suite.ts';
import type { Lenient } from '../../definitions/schema.ts';
import { canonicalJson } from '../../platform/fingerprint.ts';

/** What an expectation says, as a text: equal for two that judge the same, in whatever order they say it. */
export function expectationKey({ type, kwargs }: Lenient<Expectation>): string | undefined {
  return type === undefined || kwargs === undefined ? undefined : `${type} ${canonicalJson(kwargs)}`;
}
