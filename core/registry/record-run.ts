import { PlumblineError } from '../platform/problem.ts';
import { thisProcess } from '../platform/process-identity.ts';
import { newId } from './new-id.ts';
import { asJson } from './row.ts';
import type { Transaction } from './store.ts';

/** A run as it begins, in the words of whoever runs it. */
export interface NewRun {
  /** From `newId`, where it has to be known before; a new one by default. */
  readonly id?: string;
  /** 'validation', 'pipeline', 'test', … */
  readonly kind: string;
  readonly asset?: { readonly kind: string; readonly name: string; readonly version?: number };
  readonly params?: unknown;
  readonly git?: { readonly commit: string | undefined; readonly dirty: boolean };
  readonly details?: unknown;
  /** Relative to the storage folder, in POSIX form. */
  readonly logFile?: string;
}

export interface RunEnd {
  readonly status: 'succeeded' | 'failed' | 'cancelled';
  readonly exitCode?: number;
  readonly error?: RunError;
  /** Takes the place of the details that the run began with. */
  readonly details?: unknown;
}

export interface RunError {
  readonly what: string;
  readonly where?: string;
  readonly why?: string;
  readonly help?: string;
}

/** Records that this process has begun a run; returns the run's id. */
export function startRun(db: Transaction, run: NewRun): string {
  const id = run.id ?? newId();
  db.run(
    `INSERT INTO runs (id, kind, asset_kind, asset_name, asset_version, status, started_at, process, params,
                       git_commit, git_dirty, details, log_file)
     VALUES (?, ?, ?, ?, ?, 'running', ?, ?, ?, ?, ?, ?, ?)`,
    id,
    run.kind,
    run.asset?.kind,
    run.asset?.name,
    run.asset?.version,
    new Date().toISOString(),
    asJson(thisProcess()),
    asJson(run.params),
    run.git?.commit,
    run.git?.dirty,
    asJson(run.details),
    run.logFile,
  );
  return id;
}

/** Records how a run ended. A run ends once. */
export function finishRun(db: Transaction, id: string, end: RunEnd): void {
  const run = db.first('SELECT status FROM runs WHERE id = ?', id);
  if (run?.status !== 'running') {
    const why = run === undefined ? 'the registry has no such run' : `it has ended already: ${run.status}`;
    throw new PlumblineError('failed', `cannot record the end of run ${id}`, { why });
  }
  db.run(
    'UPDATE runs SET status = ?, ended_at = ?, exit_code = ?, error = ?, details = ifnull(?, details) WHERE id = ?',
    end.status,
    new Date().toISOString(),
    end.exitCode,
    asJson(end.error),
    asJson(end.details),
    id,
  );
}
