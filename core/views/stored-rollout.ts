import { asRolloutState, type RolloutState } from '../deployments/rollout-state.ts';

/** The state of a deployment as it stands in the registry; undefined for what is none. */
export type StoredRollout = RolloutState;

export function asStoredRollout(value: unknown): StoredRollout | undefined {
  return asRolloutState(value);
}
