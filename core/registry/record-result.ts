import { join } from 'node:path';
import { remove } from '../platform/files.ts';
import { writeAtomically } from '../platform/write-atomically.ts';
import { newId } from './new-id.ts';
import type { Registry } from './registry.ts';
import { type Limits, prune, removeObsolete } from './retention.ts';
import { asJson } from './row.ts';
import type { Transaction } from './store.ts';

/** What was found when a subject (a suite) judged a target (an asset or a data file). */
export interface NewResult {
  readonly runId?: string;
  /** 'validation', … */
  readonly kind: string;
  readonly subject: string;
  /** The file that defines the subject, relative to the project, in POSIX form. */
  readonly subjectFile?: string;
  readonly target: string;
  readonly success: boolean;
  /** Of the worst failure. */
  readonly severity?: string;
  readonly statistics?: unknown;
  readonly items: readonly ResultItem[];
  /** The result with all its details; kept as a file of its own. */
  readonly whole: unknown;
}

/** The verdict on one part of the subject: an expectation. */
export interface ResultItem {
  /** `fingerprintOf` what was judged. */
  readonly fingerprint: string;
  readonly type: string;
  readonly column?: string;
  /** `undefined`: it could not be judged. */
  readonly success: boolean | undefined;
  readonly severity: string;
  /** What stands on the line in the editor; small, for it is kept in the database. */
  readonly summary?: unknown;
}

/** Records a result, and clears away what is older than the limits allow; returns the result's id. */
export async function recordResult(registry: Registry, result: NewResult, limits?: Limits): Promise<string> {
  const id = newId();
  await writeWholeResult(registry.storage, id, result.whole);
  try {
    const obsolete = await registry.write((db) => {
      insertResult(db, id, result);
      return prune(db, limits);
    });
    await removeObsolete(registry, obsolete);
    return id;
  } catch (error) {
    await remove(wholeFile(registry.storage, id));
    throw error;
  }
}

/** Keeps the whole of a result that a transaction is going to record with `insertResult`. */
export async function writeWholeResult(storage: string, id: string, whole: unknown): Promise<void> {
  await writeAtomically(wholeFile(storage, id), JSON.stringify(whole));
}

function wholeFile(storage: string, id: string): string {
  return join(storage, `results/${id}.json`);
}

/** Records a result whose whole has been written under this id, as a part of a larger transaction. */
export function insertResult(db: Transaction, id: string, result: Omit<NewResult, 'whole'>): void {
  const file = `results/${id}.json`;
  db.run(
    `INSERT INTO results (id, run_id, kind, subject, subject_file, target, success, severity, statistics, file, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    result.runId,
    result.kind,
    result.subject,
    result.subjectFile,
    result.target,
    result.success,
    result.severity,
    asJson(result.statistics),
    file,
    new Date().toISOString(),
  );
  for (const [position, item] of result.items.entries()) {
    db.run(
      'INSERT INTO result_items VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      id,
      position,
      item.fingerprint,
      item.type,
      item.column,
      item.success,
      item.severity,
      asJson(item.summary),
    );
  }
}
