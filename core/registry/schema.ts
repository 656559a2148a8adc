import { PlumblineError } from '../platform/problem.ts';
import type { Transaction } from './store.ts';

/**
 * One entry for each version of the schema, in order: what turns the version before into it. An entry that was once
 * released is never changed. Times are ISO 8601 in UTC; JSON is kept as text; ids sort by time.
 */
const migrations: readonly string[] = [
  `
  CREATE TABLE assets (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    version INTEGER,
    file TEXT,
    fingerprint TEXT NOT NULL,
    registered_at TEXT NOT NULL,
    details TEXT
  ) STRICT;
  CREATE UNIQUE INDEX assets_by_name ON assets (kind, name, ifnull(version, 0));

  CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    asset_kind TEXT,
    asset_name TEXT,
    asset_version INTEGER,
    status TEXT NOT NULL,       -- running | succeeded | failed | cancelled
    started_at TEXT NOT NULL,
    ended_at TEXT,
    process TEXT NOT NULL,      -- JSON: who runs it, to tell a run that was interrupted
    params TEXT,
    git_commit TEXT,
    git_dirty INTEGER,
    exit_code INTEGER,
    error TEXT,                 -- JSON: {what, where, why, help}
    details TEXT,
    log_file TEXT               -- relative to the storage folder
  ) STRICT;
  CREATE INDEX runs_by_asset ON runs (asset_kind, asset_name, id);

  CREATE TABLE results (
    id TEXT PRIMARY KEY,
    run_id TEXT REFERENCES runs (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,      -- what judged: the name of a suite
    subject_file TEXT,
    target TEXT NOT NULL,       -- what was judged: an asset or a data file
    success INTEGER NOT NULL,
    severity TEXT,              -- of the worst failure: critical | warning | info
    statistics TEXT,
    file TEXT,                  -- the whole result, relative to the storage folder; NULL once it was cleared away
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX results_by_subject ON results (kind, subject, target, id);
  CREATE INDEX results_by_run ON results (run_id);

  CREATE TABLE result_items (
    result_id TEXT NOT NULL REFERENCES results (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,  -- from 0, in the order of the subject
    fingerprint TEXT NOT NULL,  -- of what was judged, to find its line again
    type TEXT NOT NULL,
    column_name TEXT,
    success INTEGER,            -- NULL: it could not be judged
    severity TEXT NOT NULL,
    summary TEXT,
    PRIMARY KEY (result_id, position)
  ) STRICT;

  CREATE TABLE edges (
    from_kind TEXT NOT NULL,
    from_id TEXT NOT NULL,
    to_kind TEXT NOT NULL,
    to_id TEXT NOT NULL,
    role TEXT NOT NULL,
    run_id TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (from_kind, from_id, to_kind, to_id, role, run_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX edges_backwards ON edges (to_kind, to_id);

  CREATE TABLE events (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    details TEXT
  ) STRICT;
  CREATE INDEX events_by_subject ON events (subject, id);
  `,
  `
  CREATE TABLE aliases (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    alias TEXT NOT NULL,
    version INTEGER NOT NULL,
    set_at TEXT NOT NULL,
    PRIMARY KEY (kind, name, alias)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE states (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    revision INTEGER NOT NULL,  -- counts the changes
    state TEXT NOT NULL,        -- JSON, in the words of the room that keeps it
    changed_at TEXT NOT NULL,
    PRIMARY KEY (kind, name)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE commits (
    id TEXT PRIMARY KEY,        -- flights@1/20130131120000000
    table_name TEXT NOT NULL,   -- flights@1
    instant TEXT NOT NULL,
    committed_at TEXT NOT NULL,
    operation TEXT NOT NULL,    -- insert | upsert | delete | overwrite
    rows_added INTEGER NOT NULL,
    rows_updated INTEGER NOT NULL,
    rows_deleted INTEGER NOT NULL,
    rows_total INTEGER NOT NULL,
    run_id TEXT
  ) STRICT;
  CREATE INDEX commits_by_table ON commits (table_name, instant);
  `,
];

/**
 * Brings a database to the version that this code knows; true if that changed it. A file that a newer Plumbline wrote,
 * or that is no registry at all, is an error, and is not touched.
 */
export function migrate(db: Transaction, file: string): boolean {
  const version = Number(db.first('PRAGMA user_version')?.user_version);
  if (version > migrations.length) throw tooNew(file, version);
  if (version === migrations.length) return false;
  if (version === 0) {
    if (db.first('SELECT 1 FROM sqlite_master') !== undefined) throw notARegistry(file);
    // The file becomes smaller when something is cleared away. Can be said only before the first table.
    db.run('PRAGMA auto_vacuum = FULL');
  }
  for (let next = version; next < migrations.length; next++) {
    db.run(`BEGIN; ${migrations[next]}; PRAGMA user_version = ${next + 1}; COMMIT`);
  }
  return true;
}

function tooNew(file: string, version: number): PlumblineError {
  return new PlumblineError('failed', 'the registry was written by a newer Plumbline', {
    where: file,
    why: `its schema is version ${version}, and this Plumbline knows versions up to ${migrations.length}`,
    help: 'update Plumbline, or give this one another folder with `storage:` in plumbline.yaml',
  });
}

function notARegistry(file: string): PlumblineError {
  return new PlumblineError('failed', 'this database is not a Plumbline registry', {
    where: file,
    help: 'move the file away, or name another folder with `storage:` in plumbline.yaml',
  });
}
