import type { RolloutPlan, RolloutState } from '../deployments/rollout-state.ts';
import { endOfStep, rollbackTarget } from '../deployments/rollout-state.ts';
import type { RegisteredAsset } from '../registry/assets.ts';
import type { RecordedEvent } from '../registry/events.ts';
import type { GateCard } from './comparison-page.ts';
import type { LiveDeployment } from './live-deployment.ts';
import type { RolloutPage, RolloutStep, RolloutVersion, TimelineEntry } from './rollout-page.ts';

export interface RolloutSource {
  readonly deployment: string;
  /** Of the definition file. */
  readonly model: string;
  readonly strategy: RolloutPlan['strategy'];
  readonly state: RolloutState | undefined;
  /** Of the deployment, the newest first. */
  readonly events: readonly RecordedEvent[];
  readonly asset: (model: string, version: number) => RegisteredAsset | undefined;
  readonly live: LiveDeployment | undefined;
}

/** What the page of a deployment draws, from what the registry and the process that serves say. */
export function pageOfRollout({ deployment, model, strategy, state, events, asset, live }: RolloutSource): RolloutPage {
  const common = {
    kind: 'rollout' as const,
    deployment,
    timeline: events.map(entryOf),
    live: live && { at: live.at, versions: live.versions },
    address: live?.address,
  };
  if (state === undefined) {
    return {
      ...common,
      model,
      strategy,
      status: 'none',
      reason: 'nothing is deployed yet',
      stable: undefined,
      candidate: undefined,
      steps: [],
      rollbackTo: undefined,
    };
  }
  const { stable, candidate, previous, stoppedAt, plan } = state;
  const version = (number: number, weight: number, since: string): RolloutVersion => {
    const { gates = [], metrics = {} } = (asset(state.model, number)?.details ?? {}) as Details;
    return { version: number, weight, since, gates: gates.map(cardOf), metrics: metricsOf(metrics) };
  };
  return {
    ...common,
    model: state.model,
    strategy: plan.strategy,
    status: state.status,
    reason: state.reason,
    stable: version(stable.version, 100 - (candidate?.weight ?? 0), stable.since),
    candidate: candidate && version(candidate.version, candidate.weight, candidate.since),
    // The first version needs no steps.
    steps:
      candidate === undefined && previous.length === 0 && stoppedAt === undefined
        ? []
        : plan.steps.map((_, index) => stepOf(state, index)),
    rollbackTo: rollbackTarget(state),
  };
}

/** The part of a model version's record that is drawn; the registry may hold records of other programs, too. */
interface Details {
  readonly gates?: readonly Partial<GateCard>[];
  readonly metrics?: Readonly<Record<string, { readonly value?: unknown } | null>>;
}

function cardOf({ gate = '', passed = false, reason = '' }: Partial<GateCard>): GateCard {
  return { gate, passed, reason };
}

function metricsOf(metrics: NonNullable<Details['metrics']>): RolloutVersion['metrics'] {
  return Object.entries(metrics).flatMap(([name, metric]) =>
    typeof metric?.value === 'number' ? [{ name, value: metric.value }] : [],
  );
}

/** Steps are those of the last rollout: also when it is over. */
function stepOf(state: RolloutState, index: number): RolloutStep {
  const { weight, for: length } = state.plan.steps[index] ?? { weight: 0 };
  const at = state.candidate?.step ?? state.stoppedAt ?? state.plan.steps.length;
  const here = state.candidate === undefined ? 'failed' : 'current';
  const end = index === at ? endOfStep(state) : undefined;
  return {
    weight,
    for: length,
    state: index < at ? 'done' : index === at ? here : 'waiting',
    until: end === undefined ? undefined : new Date(end).toISOString(),
  };
}

function entryOf({ at, actor, action, details }: RecordedEvent): TimelineEntry {
  const { version, reason } = (details ?? {}) as { readonly version?: unknown; readonly reason?: unknown };
  return {
    at,
    actor,
    action,
    version: typeof version === 'number' ? version : undefined,
    reason: typeof reason === 'string' ? reason : '',
  };
}
