import { quantile, type StepFigures } from './live-figures.ts';
import { predictionDrift } from './prediction-drift.ts';
import type { Bound } from './rollout-state.ts';

export interface Judgement {
  readonly verdict: 'passed' | 'failed' | 'inconclusive';
  readonly reason: string;
}

/** With fewer requests a single error or a single slow answer would decide. */
const MIN_REQUESTS = 20;

/**
 * Judges a candidate by the figures of the current step. One bound that is broken fails it; one that cannot be judged
 * yet makes it inconclusive, with words for what it waits for (without counts, so that they stay the same while it
 * waits).
 */
export function judgeStep(bounds: readonly Bound[], candidate: StepFigures, stable: StepFigures): Judgement {
  if (bounds.length > 0 && candidate.requests < MIN_REQUESTS) {
    return inconclusive(`the candidate needs at least ${MIN_REQUESTS} requests to be judged by`);
  }
  const judged = bounds.map((bound) => judgeBound(bound, candidate, stable));
  const failed = judged.filter(({ verdict }) => verdict === 'failed');
  if (failed.length > 0) return { verdict: 'failed', reason: reasons(failed) };
  const open = judged.filter(({ verdict }) => verdict === 'inconclusive');
  if (open.length > 0) return { verdict: 'inconclusive', reason: reasons(open) };
  return { verdict: 'passed', reason: judged.length === 0 ? 'its time is over' : reasons(judged) };
}

function judgeBound(bound: Bound, candidate: StepFigures, stable: StepFigures): Judgement {
  switch (bound.metric) {
    case 'error_rate':
      return within(bound, candidate.errors / candidate.requests, `of ${candidate.requests} requests`);
    case 'latency_p50_ms':
      return within(bound, quantile(candidate.latencies, 0.5), `of ${candidate.requests} requests`);
    case 'latency_p95_ms':
      return within(bound, quantile(candidate.latencies, 0.95), `of ${candidate.requests} requests`);
    case 'latency_p99_ms':
      return within(bound, quantile(candidate.latencies, 0.99), `of ${candidate.requests} requests`);
    case 'prediction_drift':
      return judgeDrift(bound, candidate, stable);
    default:
      return inconclusive(`${bound.metric} is not measured`);
  }
}

/**
 * The index of two small samples is large by chance. It decides once chance alone would hardly reach the bound, and before
 * that only if it is beyond the bound by more than chance.
 */
function judgeDrift(bound: Bound, candidate: StepFigures, stable: StepFigures): Judgement {
  const { max = Number.POSITIVE_INFINITY } = bound;
  const drift = predictionDrift(stable.values, candidate.values);
  if (drift === undefined || (drift.byChance > max && drift.psi <= max + drift.byChance)) {
    return inconclusive('prediction_drift needs more predictions of both versions');
  }
  return within(bound, drift.psi, `(PSI of ${candidate.values.length} predictions against ${stable.values.length})`);
}

function within({ metric, min, max }: Bound, value: number | undefined, of: string): Judgement {
  if (value === undefined) return inconclusive(`${metric} has no value yet`);
  const told = `${metric} is ${Number(value.toPrecision(3))} ${of}`;
  if (max !== undefined && value > max) return { verdict: 'failed', reason: `${told}, at most ${max} is allowed` };
  if (min !== undefined && value < min) return { verdict: 'failed', reason: `${told}, at least ${min} is needed` };
  return { verdict: 'passed', reason: told };
}

function inconclusive(reason: string): Judgement {
  return { verdict: 'inconclusive', reason };
}

function reasons(judged: readonly Judgement[]): string {
  return judged.map(({ reason }) => reason).join('; ');
}
