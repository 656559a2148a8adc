import { numberOrNone, textOf, textOrNone } from './row.ts';
import type { Queries, Row, Transaction } from './store.ts';

/**
 * A commit of a feature group's table. The table's own timeline is the truth; this is an index of it, for those who
 * open no data.
 */
export interface RecordedCommit {
  /** `flights@1`. */
  readonly table: string;
  /** 17 digits, UTC: `20130131120000000`. */
  readonly instant: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly operation: string;
  readonly rows: { readonly added: number; readonly updated: number; readonly deleted: number };
  /** Rows of the table after it. */
  readonly total: number;
  readonly run: string | undefined;
}

/** Adds commits to the index; those known already stay as they are. */
export function recordCommits(db: Transaction, commits: readonly RecordedCommit[]): void {
  for (const { table, instant, at, operation, rows, total, run } of commits) {
    db.run(
      'INSERT OR IGNORE INTO commits VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      commitId(table, instant),
      table,
      instant,
      at,
      operation,
      rows.added,
      rows.updated,
      rows.deleted,
      total,
      run,
    );
  }
}

/** Of a commit in lineage: `flights@1/20130131120000000`. */
export function commitId(table: string, instant: string): string {
  return `${table}/${instant}`;
}

/** The commits of all tables, or of one; the newest first. */
export function listCommits(db: Queries, table?: string, limit = 1000): readonly RecordedCommit[] {
  return db
    .all(
      'SELECT * FROM commits WHERE table_name = ifnull(?1, table_name) ORDER BY instant DESC, id LIMIT ?2',
      table,
      limit,
    )
    .map(asCommit);
}

function asCommit(row: Row): RecordedCommit {
  const count = (column: string) => numberOrNone(row, column) ?? 0;
  return {
    table: textOf(row, 'table_name'),
    instant: textOf(row, 'instant'),
    at: textOf(row, 'committed_at'),
    operation: textOf(row, 'operation'),
    rows: { added: count('rows_added'), updated: count('rows_updated'), deleted: count('rows_deleted') },
    total: count('rows_total'),
    run: textOrNone(row, 'run_id'),
  };
}
