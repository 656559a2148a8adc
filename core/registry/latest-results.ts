import { join } from 'node:path';
import { readTextIfThere } from '../platform/files.ts';
import { isInside, realPath } from '../platform/paths.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { ResultItem } from './record-result.ts';
import type { Registry } from './registry.ts';
import { jsonOrNone, textOf, textOrNone, truthOrNone } from './row.ts';
import type { Queries, Row } from './store.ts';

export interface Result {
  readonly id: string;
  readonly runId: string | undefined;
  readonly kind: string;
  readonly subject: string;
  readonly subjectFile: string | undefined;
  readonly target: string;
  readonly success: boolean;
  readonly severity: string | undefined;
  readonly statistics: unknown;
  /** Of the whole result, relative to the storage folder; `undefined` once it was cleared away. */
  readonly file: string | undefined;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

export interface ResultWithItems extends Result {
  /** In the order of the subject. */
  readonly items: readonly ResultItem[];
}

export interface ResultFilter {
  readonly kind?: string;
  readonly subject?: string;
  readonly target?: string;
}

/** For each subject and target the latest result with its items; the newest first. */
export function latestResults(db: Queries, filter: ResultFilter = {}): readonly ResultWithItems[] {
  const rows = db.all(
    `SELECT * FROM results
     WHERE id IN (SELECT max(id) FROM results GROUP BY kind, subject, target)
       AND kind = ifnull(?1, kind) AND subject = ifnull(?2, subject) AND target = ifnull(?3, target)
     ORDER BY id DESC`,
    filter.kind,
    filter.subject,
    filter.target,
  );
  return rows.map((row) => ({ ...asResult(row), items: itemsOf(db, textOf(row, 'id')) }));
}

/** All results of a subject, the newest first: how it went over time. */
export function pastResults(db: Queries, subject: string, limit = 100): readonly Result[] {
  return db.all('SELECT * FROM results WHERE subject = ? ORDER BY id DESC LIMIT ?', subject, limit).map(asResult);
}

/** The latest results of a kind and subject with their items, the newest first. */
export function recentResults(db: Queries, kind: string, subject: string, limit: number): readonly ResultWithItems[] {
  const rows = db.all(
    'SELECT * FROM results WHERE kind = ? AND subject = ? ORDER BY id DESC LIMIT ?',
    kind,
    subject,
    limit,
  );
  return rows.map((row) => ({ ...asResult(row), items: itemsOf(db, textOf(row, 'id')) }));
}

/** The results that a run brought, in the order they came. */
export function resultsOfRun(db: Queries, runId: string): readonly Result[] {
  return db.all('SELECT * FROM results WHERE run_id = ? ORDER BY id', runId).map(asResult);
}

/** The whole of a result as it was recorded; `undefined` if there is none, or if it was cleared away. */
export async function wholeResult(registry: Registry, id: string): Promise<unknown> {
  const row = await registry.read((db) => db.first('SELECT file FROM results WHERE id = ?', id));
  const file = row && textOrNone(row, 'file');
  const path = file && join(registry.storage, file);
  // The registry may have come with a folder from anywhere; what it names outside is not looked at.
  if (!path || !isInside(realPath(registry.storage), realPath(path))) return undefined;
  const text = await readTextIfThere(path);
  return text === undefined ? undefined : parsed(text, path);
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const help = 'validate again: each validation writes a result of its own';
    throw new PlumblineError('failed', 'the stored result is damaged', { where: path, help, cause });
  }
}

function itemsOf(db: Queries, resultId: string): readonly ResultItem[] {
  const rows = db.all('SELECT * FROM result_items WHERE result_id = ? ORDER BY position', resultId);
  return rows.map((row) => ({
    fingerprint: textOf(row, 'fingerprint'),
    type: textOf(row, 'type'),
    column: textOrNone(row, 'column_name'),
    success: truthOrNone(row, 'success'),
    severity: textOf(row, 'severity'),
    summary: jsonOrNone(row, 'summary'),
  }));
}

function asResult(row: Row): Result {
  return {
    id: textOf(row, 'id'),
    runId: textOrNone(row, 'run_id'),
    kind: textOf(row, 'kind'),
    subject: textOf(row, 'subject'),
    subjectFile: textOrNone(row, 'subject_file'),
    target: textOf(row, 'target'),
    success: truthOrNone(row, 'success') === true,
    severity: textOrNone(row, 'severity'),
    statistics: jsonOrNone(row, 'statistics'),
    file: textOrNone(row, 'file'),
    createdAt: textOf(row, 'created_at'),
  };
}
