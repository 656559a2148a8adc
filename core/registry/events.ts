import { newId } from './new-id.ts';
import { asJson, jsonOrNone, textOf } from './row.ts';
import type { Queries, Transaction } from './store.ts';

/** One line of the audit trail. */
export interface NewEvent {
  /** Who did it. */
  readonly actor: string;
  /** What was done: 'registered', 'deployed', … */
  readonly action: string;
  /** To what: `model arrival_delay@3`. */
  readonly subject: string;
  readonly details?: unknown;
}

export interface RecordedEvent extends NewEvent {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Adds a line to the audit trail; none is ever changed or taken away. Returns its id. */
export function recordEvent(db: Transaction, event: NewEvent): string {
  const id = newId();
  const at = new Date().toISOString();
  db.run(
    'INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)',
    id,
    at,
    event.actor,
    event.action,
    event.subject,
    asJson(event.details),
  );
  return id;
}

/** The audit trail, or that of one subject; the newest first. */
export function listEvents(db: Queries, subject?: string, limit = 100): readonly RecordedEvent[] {
  const rows = db.all(
    'SELECT * FROM events WHERE subject = ifnull(?1, subject) ORDER BY id DESC LIMIT ?2',
    subject,
    limit,
  );
  return rows.map((row) => ({
    id: textOf(row, 'id'),
    at: textOf(row, 'at'),
    actor: textOf(row, 'actor'),
    action: textOf(row, 'action'),
    subject: textOf(row, 'subject'),
    details: jsonOrNone(row, 'details'),
  }));
}
