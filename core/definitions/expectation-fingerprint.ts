import { fingerprintOf } from '../platform/fingerprint.ts';
import type { Expectation } from './expectation-suite.ts';
import type { Lenient } from './schema.ts';

/**
 * Tells an expectation from every other: the same as long as it expects the same, whatever its comments, notes or place.
 * The registry keeps it with each verdict, and the editor finds the line again by it.
 */
export function expectationFingerprint(expectation: Lenient<Expectation>): string {
  let known = fingerprints.get(expectation);
  if (known === undefined) {
    const { type, kwargs, severity, warn } = expectation;
    known = fingerprintOf({ type, kwargs: kwargs ?? {}, severity: severity ?? 'critical', warn: warn ?? null });
    fingerprints.set(expectation, known);
  }
  return known;
}

/** An expectation that was not touched stays the same object, so that a keystroke hashes one expectation, not all. */
const fingerprints = new WeakMap<object, string>();
