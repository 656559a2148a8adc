import type { SuiteResult } from '../../core/expectations/result.ts';

/** What was found of one expectation. */
export interface Verdict {
  readonly type: string;
  readonly success: boolean;
  /** Why it could not be judged; null where it was. */
  readonly error: string | null;
}

/** Throws unless both judged the same expectations, said the same of each, and found all to hold: other work is no comparison. */
export function sameWork(expected: number, ours: readonly Verdict[], theirs: readonly Verdict[]): void {
  if (ours.length !== expected || theirs.length !== expected) {
    throw new Error(`of ${expected} expectations, Plumbline judged ${ours.length} and the peer ${theirs.length}`);
  }
  for (const [index, own] of ours.entries()) {
    const other = theirs[index];
    if (own.type === other?.type && own.success && other.success) continue;
    throw new Error(
      `expectation ${index} must hold in both, or other work is measured:` +
        ` Plumbline says ${JSON.stringify(own)}, the peer says ${JSON.stringify(other)}`,
    );
  }
}

/** What our result says. */
export function verdictsOf({ results }: Pick<SuiteResult, 'results'>): readonly Verdict[] {
  return results.map(({ success, expectation_config, exception_info }) => ({
    type: expectation_config.type,
    success,
    error: exception_info.exception_message,
  }));
}
