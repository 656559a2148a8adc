import { jsonOrNone, numberOrNone, textOf } from './row.ts';
import type { Queries, Transaction } from './store.ts';

/** How something stands that changes over time: the rollout of a deployment. What happened before is in the events. */
export interface State {
  readonly name: string;
  /** Counts the changes, from 1. */
  readonly revision: number;
  /** In the words of the room that keeps it. */
  readonly state: unknown;
  /** ISO 8601, UTC. */
  readonly changedAt: string;
}

/** Writes a new state. Read it in the same transaction: then nobody can have changed it in between. */
export function writeState(db: Transaction, kind: string, name: string, state: unknown): void {
  const revision = (readState(db, kind, name)?.revision ?? 0) + 1;
  db.run(
    'INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?, ?)',
    kind,
    name,
    revision,
    JSON.stringify(state),
    new Date().toISOString(),
  );
}

export function readState(db: Queries, kind: string, name: string): State | undefined {
  return listStates(db, kind, name)[0];
}

/** The states of all of a kind, by name. */
export function listStates(db: Queries, kind: string, name?: string): readonly State[] {
  return db
    .all('SELECT * FROM states WHERE kind = ?1 AND name = ifnull(?2, name) ORDER BY name', kind, name)
    .map((row) => ({
      name: textOf(row, 'name'),
      revision: numberOrNone(row, 'revision') ?? 0,
      state: jsonOrNone(row, 'state'),
      changedAt: textOf(row, 'changed_at'),
    }));
}
