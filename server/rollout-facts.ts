import { listEvents } from '../core/registry/events.ts';
import { listStates } from '../core/registry/states.ts';
import type { Queries } from '../core/registry/store.ts';
import { numberIn, recordIn, textIn } from './unknown-json.ts';

/** What trees and lenses tell of a deployment; read with care, as the state is written in the words of another room. */
export interface RolloutFacts {
  readonly deployment: string;
  readonly model: string | undefined;
  readonly status: 'idle' | 'progressing' | 'paused' | 'aborted';
  readonly reason: string;
  readonly stable: { readonly version: number; readonly since: string | undefined };
  /** Its weight is the percentage of the requests that it gets. */
  readonly candidate:
    | { readonly version: number; readonly weight: number; readonly since: string | undefined }
    | undefined;
  /** What was done, the newest first. */
  readonly events: readonly RolloutEventFacts[];
}

export interface RolloutEventFacts {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly reason: string | undefined;
}

const STATUSES = ['idle', 'progressing', 'paused', 'aborted'] as const;
const MOST_EVENTS = 20;

/** Every deployment of which something was ever deployed, by its name. */
export function readRollouts(db: Queries): ReadonlyMap<string, RolloutFacts> {
  const facts = listStates(db, 'deployment').flatMap(({ name, state }): readonly RolloutFacts[] => {
    const known = recordIn(state);
    const stable = versionIn(known.stable);
    if (stable === undefined) return [];
    const candidate = versionIn(known.candidate);
    const weight = numberIn(recordIn(known.candidate).weight) ?? 0;
    return [
      {
        deployment: name,
        model: textIn(known.model),
        status: STATUSES.find((status) => status === known.status) ?? 'idle',
        reason: textIn(known.reason) ?? '',
        stable,
        candidate: candidate && { ...candidate, weight },
        events: listEvents(db, `deployment:${name}`, MOST_EVENTS).map(({ id, at, actor, action, details }) => ({
          id,
          at,
          actor,
          action,
          reason: textIn(recordIn(details).reason),
        })),
      },
    ];
  });
  return new Map(facts.map((each) => [each.deployment, each]));
}

function versionIn(value: unknown) {
  const { version, since } = recordIn(value);
  const number = numberIn(version);
  return number === undefined ? undefined : { version: number, since: textIn(since) };
}
