import { type ProcessIdentity, stateOf } from '../platform/process-identity.ts';
import type { LiveFigures } from './rollout-page.ts';

/** What a serving process tells of one deployment, once a second, in a snapshot of the registry. */
export interface LiveDeployment extends LiveFigures {
  readonly deployment: string;
  /** `http://127.0.0.1:8080/v2/models/arrival_delay` */
  readonly address: string;
  readonly process: ProcessIdentity;
  /** Of the prediction log: lines that are safe on the disk, and lines that could not be written. */
  readonly log: { readonly written: number; readonly lost: number; readonly problem?: string };
  /** Where the deployment has `request_expectations`. */
  readonly requests?: JudgedRequests;
}

/** How the rows of requests met the suite that they are judged by. */
export interface JudgedRequests {
  readonly suite: string;
  readonly judged: number;
  /** Rows that do not meet one of the expectations, or several. */
  readonly failing: number;
  /** One for each expectation that some row did not meet: a sentence about the first of them. */
  readonly findings: readonly { readonly sentence: string; readonly rows: number }[];
}

/** Figures of a process that lives; those of one that was killed are no longer true. */
export function asLiveDeployment(value: unknown): LiveDeployment | undefined {
  const live = value as LiveDeployment | null | undefined;
  if (typeof live !== 'object' || live === null || typeof live.process?.pid !== 'number') return undefined;
  return stateOf(live.process) === 'dead' || !Array.isArray(live.versions) ? undefined : live;
}
