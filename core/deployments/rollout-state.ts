import { milliseconds } from '../definitions/duration.ts';

/** How a deployment stands: plain data, kept in the registry as the state of the deployment. */
export interface RolloutState {
  readonly model: string;
  /** Answers all requests that the candidate does not get. */
  readonly stable: LiveVersion;
  /** The version that is to take over. */
  readonly candidate?: Candidate;
  /** What answered before, the newest first. */
  readonly previous: readonly PastVersion[];
  /** `idle`: one version answers all, and nothing is under way. `aborted`: the same, after a candidate was refused. */
  readonly status: 'idle' | 'progressing' | 'paused' | 'aborted';
  /** Why it stands so, in a sentence. */
  readonly reason: string;
  /** The step at which the last candidate was taken away, from 0. */
  readonly stoppedAt?: number;
  /** How the last version was rolled out: as the definition was when it was deployed. */
  readonly plan: RolloutPlan;
}

export interface LiveVersion {
  readonly version: number;
  /** ISO 8601, UTC: since when it has been the stable version. */
  readonly since: string;
}

export interface Candidate {
  readonly version: number;
  readonly since: string;
  /** Counts from 0. */
  readonly step: number;
  readonly stepSince: string;
  /** Percent of the requests, 0 to 100. */
  readonly weight: number;
}

export interface PastVersion {
  readonly version: number;
  readonly from: string;
  readonly to: string;
  /** A version that was rolled back is not what the next rollback goes to. */
  readonly end: 'replaced' | 'rolled back';
}

/** What a definition says of the way in which a new version takes over, with what it leaves out. */
export interface RolloutPlan {
  readonly strategy: 'recreate' | 'blue-green' | 'canary' | 'shadow';
  /** At least one for a canary, none for the others. */
  readonly steps: readonly PlannedStep[];
  readonly onFailure: 'abort' | 'pause';
  readonly analysis: readonly Bound[];
}

export interface PlannedStep {
  readonly weight: number;
  /** As it is written: `10m`. Without it the step waits for a person. */
  readonly for?: string;
}

/** What must hold of the candidate at each step. */
export interface Bound {
  readonly metric: string;
  readonly min?: number;
  readonly max?: number;
}

/** The version that a rollback goes to if none is named: the last one that was good. */
export function rollbackTarget(state: RolloutState): number | undefined {
  if (state.candidate !== undefined) return state.stable.version;
  const refused = new Set<number>([state.stable.version]);
  for (const { version, end } of state.previous) {
    if (end === 'replaced' && !refused.has(version)) return version;
    // What was rolled back last counts as bad, also if it had been good for a while before.
    refused.add(version);
  }
  return undefined;
}

/** Which version answered at a moment (ISO 8601); undefined before the first one. */
export function liveAt({ stable, previous }: RolloutState, at: string): number | undefined {
  const moment = Date.parse(at);
  if (moment >= Date.parse(stable.since)) return stable.version;
  return previous.find(({ from, to }) => moment >= Date.parse(from) && moment < Date.parse(to))?.version;
}

/** When the current step ends by itself, in milliseconds since 1970; undefined where it waits for a person. */
export function endOfStep({ candidate, status, plan }: RolloutState): number | undefined {
  if (candidate === undefined || status !== 'progressing') return undefined;
  const length = milliseconds(plan.steps[candidate.step]?.for);
  return length === undefined ? undefined : Date.parse(candidate.stepSince) + length;
}

/** The state as it stands in the registry; undefined for what is none. */
export function asRolloutState(value: unknown): RolloutState | undefined {
  const state = value as RolloutState | null | undefined;
  const isOne =
    typeof state === 'object' && typeof state?.stable?.version === 'number' && Array.isArray(state.previous);
  return isOne ? state : undefined;
}
