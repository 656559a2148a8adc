import { PlumblineError } from '../platform/problem.ts';

/** What a test finds: a p-value together with its statistic, or a distance. */
export type TestOutcome =
  | { readonly kind: 'p-value'; readonly statistic: number | undefined; readonly p: number }
  | { readonly kind: 'distance'; readonly distance: number };

export function pValue(statistic: number | undefined, p: number): TestOutcome {
  return { kind: 'p-value', statistic, p: Math.min(1, Math.max(0, p)) };
}

export function distance(value: number): TestOutcome {
  return { kind: 'distance', distance: value };
}

/** A test cannot be made on these samples. */
export function cannotTest(what: string, why: string, help: string): PlumblineError {
  return new PlumblineError('failed', what, { why, help });
}
