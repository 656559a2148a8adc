import { expectationFingerprint } from '../../definitions/expectation-fingerprint.ts';
import type { Expectation } from '../../definitions/expectation-suite.ts';
import type { Lenient } from '../../definitions/schema.ts';
import type { ResultWithItems } from '../../registry/latest-results.ts';
import type { Evidence } from './evidence.ts';
import { measureOf } from './measure.ts';
import { rejudge, type WouldBe } from './rejudge.ts';

/** A run of the past, as far as a suite can be judged anew by it. */
export interface PastRun {
  /** Id of the stored result. */
  readonly result: string;
  readonly target: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly verdicts: readonly PastVerdict[];
}

interface PastVerdict {
  readonly fingerprint: string;
  readonly outcome: string | undefined;
  readonly evidence: Evidence | undefined;
}

/** So many of the latest runs are looked at. */
export const RUNS_LOOKED_AT = 10;

export function pastRunOf({ id, target, createdAt, items }: ResultWithItems): PastRun {
  return {
    result: id,
    target,
    at: createdAt,
    verdicts: items.map(({ fingerprint, summary }) => {
      const { outcome, evidence } = (summary ?? {}) as { readonly outcome?: string; readonly evidence?: Evidence };
      return { fingerprint, outcome, evidence };
    }),
  };
}

/** An expectation, as it is now, on each of the past runs. */
export interface Replayed {
  readonly runs: readonly {
    readonly result: string;
    readonly target: string;
    readonly at: string;
    readonly outcome: WouldBe;
  }[];
  readonly failed: number;
  readonly unknown: number;
}

/** Judges what an expectation would have said of past runs: by what it did say where it is unchanged, else by numbers. */
export function replay(expectation: Lenient<Expectation>, past: readonly PastRun[]): Replayed {
  const fingerprint = expectationFingerprint(expectation);
  const measure = measureOf(expectation.type ?? '', expectation.kwargs ?? {});
  const runs = past.map(({ result, target, at, verdicts }) => ({
    result,
    target,
    at,
    outcome: wouldBe(expectation, fingerprint, measure, verdicts),
  }));
  const count = (outcome: WouldBe) => runs.filter((run) => run.outcome === outcome).length;
  return { runs, failed: count('failed'), unknown: count('unknown') };
}

function wouldBe(
  expectation: Lenient<Expectation>,
  fingerprint: string,
  measure: string | undefined,
  verdicts: readonly PastVerdict[],
): WouldBe {
  const same = verdicts.find((verdict) => verdict.fingerprint === fingerprint)?.outcome;
  if (same === 'passed' || same === 'warning' || same === 'failed') return same;
  if (measure === undefined) return 'unknown';
  // Several expectations may have looked at the same: one of them may prove more than another.
  for (const { evidence } of verdicts) {
    if (evidence?.measure !== measure) continue;
    const outcome = rejudge(expectation, evidence);
    if (outcome !== 'unknown') return outcome;
  }
  return 'unknown';
}

/** `would have failed 2 of the last 10 runs, 1 not known`; undefined where no run says anything. */
export function replayInWords({ runs, failed, unknown }: Replayed): string | undefined {
  const known = runs.length - unknown;
  if (known === 0) return undefined;
  const of = runs.length === 1 ? 'the last run' : `the last ${runs.length} runs`;
  const rest = unknown === 0 ? '' : ` (${unknown} not known)`;
  if (failed === 0) return unknown === 0 ? `would have held in ${of}` : `would have held in ${known} of ${of}${rest}`;
  if (runs.length === 1) return 'would have failed the last run';
  return `would have failed ${failed} of ${of}${rest}`;
}
