import type { Deployment } from '../definitions/deployment.ts';
import { milliseconds } from '../definitions/duration.ts';
import type { Lenient } from '../definitions/schema.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { Bound, PlannedStep, RolloutPlan } from './rollout-state.ts';

/** A canary whose file names no steps: a tenth of the requests, until a person promotes it. */
const DEFAULT_STEPS: readonly PlannedStep[] = [{ weight: 10 }];

/** What the live figures can answer; any other metric would never be decided, and the rollout would wait for ever. */
export const ANALYSIS_METRICS = [
  'error_rate',
  'latency_p50_ms',
  'latency_p95_ms',
  'latency_p99_ms',
  'prediction_drift',
] as const;

/** The rollout of a definition. A file without one replaces the old version at once. */
export function planOf(definition: Lenient<Deployment>, where: string): RolloutPlan {
  const { strategy = 'recreate', steps, on_failure: onFailure = 'abort', analysis } = definition.rollout ?? {};
  const planned = (steps ?? []).map((step, index) => plannedStep(step ?? {}, index, where));
  return {
    strategy,
    steps: strategy !== 'canary' ? [] : planned.length > 0 ? planned : DEFAULT_STEPS,
    onFailure,
    analysis: (analysis ?? []).map((bound) => boundOf(bound ?? {}, where)),
  };
}

type StepInFile = { readonly weight?: number | undefined; readonly for?: string | undefined };

function plannedStep({ weight, for: duration }: StepInFile, index: number, where: string): PlannedStep {
  if (weight === undefined || !(weight >= 0 && weight <= 100)) {
    throw wrong(`step ${index + 1} has no weight from 0 to 100`, where);
  }
  if (duration !== undefined && milliseconds(duration) === undefined) {
    throw wrong(`step ${index + 1} says \`for: ${duration}\`, which is no duration such as 10m`, where);
  }
  return { weight, ...(duration === undefined ? {} : { for: duration }) };
}

type BoundInFile = {
  readonly metric?: string | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
};

function boundOf({ metric, min, max }: BoundInFile, where: string): Bound {
  if (metric === undefined || !ANALYSIS_METRICS.some((known) => known === metric)) {
    throw wrong(`the analysis knows no metric ${metric ?? ''}; it has ${ANALYSIS_METRICS.join(', ')}`, where);
  }
  return { metric, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

function wrong(why: string, where: string): PlumblineError {
  return new PlumblineError('failed', 'the rollout of this deployment cannot be read', {
    where,
    why,
    help: 'plumbline check tells what is wrong in the file',
  });
}
