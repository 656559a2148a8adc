import { type Json, toJson, type Value } from '../../engine/value.ts';
import type { ExpectationResult, Outcome, ResultDetails } from '../result.ts';
import { ROW_JUDGES } from './row-judges.ts';
import type { RowVerdict } from './row-verdict.ts';

/** The verdict as validating a table of this one row would give it; undefined where the row was not judged. */
export function rowResult(verdict: RowVerdict): ExpectationResult | undefined {
  const { outcome, config, fingerprint, reason } = verdict;
  if (outcome === 'needs a batch' || outcome === 'not judged') return undefined;
  const raised = outcome === 'error';
  return {
    success: outcome === 'passed' || outcome === 'warning',
    expectation_config: config,
    result: raised ? {} : detailsOf(verdict, outcome),
    meta: { plumbline: { outcome, fingerprint } },
    exception_info: {
      raised_exception: raised,
      exception_message: raised ? (reason ?? null) : null,
      exception_traceback: null,
    },
  };
}

function detailsOf({ type, counts, value, details }: RowVerdict, outcome: Outcome): ResultDetails {
  if (details !== undefined) return details;
  const judge = ROW_JUDGES.get(type);
  if (judge === undefined || judge.about === 'type') return {};
  const isBroken = outcome !== 'passed';
  const list = isBroken ? { partial_unexpected_list: [asJson(value)] } : {};
  const unexpected = isBroken ? 1 : 0;
  if (judge.about === 'all values') {
    return { observed_value: isBroken ? [asJson(value)] : null, unexpected_count: unexpected, ...list };
  }
  return {
    element_count: 1,
    unexpected_count: unexpected,
    unexpected_percent: counts ? 100 * unexpected : null,
    missing_count: counts ? 0 : 1,
    missing_percent: counts ? 0 : 100,
    ...list,
  };
}

/** Rows come from JSON, or from code that may have put other things into them. */
function asJson(value: unknown): Json {
  if (value === undefined || value === null) return null;
  return value instanceof Date ? value.toISOString() : toJson(value as Value);
}
