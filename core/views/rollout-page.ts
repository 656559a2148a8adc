import type { GateCard } from './comparison-page.ts';

/** What the page of a deployment draws: who answers now, how far the rollout is, what happened and why. */
export interface RolloutPage {
  readonly kind: 'rollout';
  readonly deployment: string;
  readonly model: string;
  readonly strategy: 'recreate' | 'blue-green' | 'canary' | 'shadow';
  /** `idle`: one version answers all. `none`: nothing was ever deployed. */
  readonly status: 'none' | 'idle' | 'progressing' | 'paused' | 'aborted';
  /** Why it stands so, in a sentence. */
  readonly reason: string;
  readonly stable: RolloutVersion | undefined;
  readonly candidate: RolloutVersion | undefined;
  readonly steps: readonly RolloutStep[];
  /** The newest first. */
  readonly timeline: readonly TimelineEntry[];
  /** What `rollback` would bring back. */
  readonly rollbackTo: number | undefined;
  /** Of the process that serves; undefined while none does. */
  readonly live: LiveFigures | undefined;
  /** Where it answers: `http://127.0.0.1:8080/v2/models/arrival_delay`. */
  readonly address: string | undefined;
}

export interface RolloutVersion {
  readonly version: number;
  /** Percent of the requests that it should get. */
  readonly weight: number;
  /** ISO 8601, UTC: since when it is live. */
  readonly since: string;
  readonly gates: readonly GateCard[];
  readonly metrics: readonly { readonly name: string; readonly value: number }[];
}

export interface RolloutStep {
  readonly weight: number;
  /** As it is written: `10m`; undefined where it waits for a person. */
  readonly for: string | undefined;
  readonly state: 'done' | 'current' | 'waiting' | 'failed';
  /** ISO 8601: when the current step ends by itself. */
  readonly until: string | undefined;
}

export interface TimelineEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly actor: string;
  /** `deployed`, `step`, `promoted`, `paused`, `resumed`, `aborted`, `rolled back`. */
  readonly action: string;
  readonly version: number | undefined;
  readonly reason: string;
}

export interface LiveFigures {
  /** ISO 8601, UTC: when these figures were taken. */
  readonly at: string;
  readonly versions: readonly LiveVersion[];
}

export interface LiveVersion {
  readonly version: number;
  readonly role: 'stable' | 'candidate';
  readonly requests: number;
  /** Share of the requests of the last minute, 0 to 1. */
  readonly share: number;
  /** 0 to 1. */
  readonly errorRate: number;
  readonly p50: number | undefined;
  readonly p99: number | undefined;
}
