import { textOf } from './row.ts';
import type { Queries, Row, Transaction } from './store.ts';

/** Anything that can have come from something else: an asset, a file, a commit, a run. */
export interface LineageNode {
  readonly kind: string;
  readonly id: string;
}

export interface Edge {
  readonly from: LineageNode;
  readonly to: LineageNode;
  /** What the one was to the other: 'input', 'output', 'trained-on', … */
  readonly role: string;
  /** The run that made it so. */
  readonly runId?: string;
}

/** Records that one thing came from another. Known already is fine. */
export function addEdge(db: Transaction, { from, to, role, runId = '' }: Edge): void {
  db.run('INSERT OR IGNORE INTO edges VALUES (?, ?, ?, ?, ?, ?)', from.kind, from.id, to.kind, to.id, role, runId);
}

/** Every edge on the way from a node up to what it came from, or down to what came of it; each once, circles too. */
export function edgesAlong(db: Queries, start: LineageNode, direction: 'up' | 'down'): readonly Edge[] {
  const [near, far] = direction === 'down' ? ['from', 'to'] : ['to', 'from'];
  const rows = db.all(
    `WITH RECURSIVE reached (kind, id) AS (
       VALUES (?, ?)
       UNION
       SELECT ${far}_kind, ${far}_id FROM edges JOIN reached ON ${near}_kind = kind AND ${near}_id = id
     )
     SELECT edges.* FROM edges JOIN reached ON ${near}_kind = kind AND ${near}_id = id
     ORDER BY from_kind, from_id, to_kind, to_id, role, run_id`,
    start.kind,
    start.id,
  );
  return rows.map(asEdge);
}

function asEdge(row: Row): Edge {
  return {
    from: { kind: textOf(row, 'from_kind'), id: textOf(row, 'from_id') },
    to: { kind: textOf(row, 'to_kind'), id: textOf(row, 'to_id') },
    role: textOf(row, 'role'),
    runId: textOf(row, 'run_id') || undefined,
  };
}
