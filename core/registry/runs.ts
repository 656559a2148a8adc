import { type ProcessIdentity, stateOf } from '../platform/process-identity.ts';
import type { RunError } from './record-run.ts';
import { jsonOrNone, numberOrNone, textOf, textOrNone, truthOrNone } from './row.ts';
import type { Queries, Row } from './store.ts';

/** `interrupted`: its process is gone and has not said how it ended. */
export type RunStatus = 'running' | 'succeeded' | 'failed' | 'cancelled' | 'interrupted';

export interface Run {
  readonly id: string;
  readonly kind: string;
  readonly asset: { readonly kind: string; readonly name: string; readonly version: number | undefined } | undefined;
  readonly status: RunStatus;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly endedAt: string | undefined;
  readonly params: unknown;
  readonly git: { readonly commit: string | undefined; readonly dirty: boolean } | undefined;
  readonly exitCode: number | undefined;
  readonly error: RunError | undefined;
  readonly details: unknown;
  /** Relative to the storage folder, in POSIX form. */
  readonly logFile: string | undefined;
}

export interface RunFilter {
  readonly kind?: string;
  readonly assetKind?: string;
  readonly assetName?: string;
  /** 100 by default. */
  readonly limit?: number;
}

/** The runs, the newest first. */
export function listRuns(db: Queries, filter: RunFilter = {}): readonly Run[] {
  const rows = db.all(
    `SELECT * FROM runs
     WHERE kind = ifnull(?1, kind) AND asset_kind IS ifnull(?2, asset_kind) AND asset_name IS ifnull(?3, asset_name)
     ORDER BY id DESC LIMIT ?4`,
    filter.kind,
    filter.assetKind,
    filter.assetName,
    filter.limit ?? 100,
  );
  return rows.map(asRun);
}

export function findRun(db: Queries, id: string): Run | undefined {
  const row = db.first('SELECT * FROM runs WHERE id = ?', id);
  return row === undefined ? undefined : asRun(row);
}

function asRun(row: Row): Run {
  const assetKind = textOrNone(row, 'asset_kind');
  const dirty = truthOrNone(row, 'git_dirty');
  return {
    id: textOf(row, 'id'),
    kind: textOf(row, 'kind'),
    asset:
      assetKind === undefined
        ? undefined
        : { kind: assetKind, name: textOf(row, 'asset_name'), version: numberOrNone(row, 'asset_version') },
    status: statusOf(row),
    startedAt: textOf(row, 'started_at'),
    endedAt: textOrNone(row, 'ended_at'),
    params: jsonOrNone(row, 'params'),
    git: dirty === undefined ? undefined : { commit: textOrNone(row, 'git_commit'), dirty },
    exitCode: numberOrNone(row, 'exit_code'),
    error: jsonOrNone(row, 'error') as RunError | undefined,
    details: jsonOrNone(row, 'details'),
    logFile: textOrNone(row, 'log_file'),
  };
}

/** A process of another machine cannot be asked; after a day it is taken for gone. */
const longestUnseenMs = 24 * 60 * 60 * 1000;

function statusOf(row: Row): RunStatus {
  const status = textOf(row, 'status') as RunStatus;
  if (status !== 'running') return status;
  const process = stateOf(jsonOrNone(row, 'process') as ProcessIdentity);
  if (process === 'alive') return 'running';
  const isOld = Date.now() - Date.parse(textOf(row, 'started_at')) > longestUnseenMs;
  return process === 'dead' || isOld ? 'interrupted' : 'running';
}
