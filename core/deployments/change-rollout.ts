import { addEdge } from '../registry/edges.ts';
import { recordEvent } from '../registry/events.ts';
import { readState, writeState } from '../registry/states.ts';
import type { Queries, Transaction } from '../registry/store.ts';
import { asRolloutState, type RolloutState } from './rollout-state.ts';
import { type RolloutEvent, type Step, transition } from './transition.ts';

/** The kind under which rollouts stand among the states of the registry. */
export const DEPLOYMENT = 'deployment';

export function readRollout(db: Queries, deployment: string): RolloutState | undefined {
  return asRolloutState(readState(db, DEPLOYMENT, deployment)?.state);
}

/**
 * Lets something happen to a deployment: its new state, the line of the audit trail and the edge to the version, all in
 * the transaction of the caller. Two processes that ask at once are heard one after the other, each with what the other
 * one has left. `undefined`: nothing has changed.
 */
export function changeRollout(
  db: Transaction,
  deployment: string,
  event: RolloutEvent,
  { actor, now = Date.now() }: { readonly actor: string; readonly now?: number },
): Step | undefined {
  const before = readRollout(db, deployment);
  const step = transition(before, event, now);
  if (step === undefined) return undefined;
  const { state, happened } = step;
  writeState(db, DEPLOYMENT, deployment, state);
  const { action, ...details } = happened;
  recordEvent(db, { actor, action, subject: `${DEPLOYMENT}:${deployment}`, details });
  if (action === 'deployed') {
    addEdge(db, {
      from: { kind: 'model-version', id: `${state.model}@${happened.version}` },
      to: { kind: DEPLOYMENT, id: deployment },
      role: 'serves',
    });
  }
  return step;
}
