import { join } from 'node:path';
import { namesIn, remove, statOf } from '../platform/files.ts';
import { isInside } from '../platform/paths.ts';
import { isId } from './new-id.ts';
import type { Registry } from './registry.ts';
import { textOf, textOrNone } from './row.ts';
import type { Transaction } from './store.ts';

export interface Limits {
  /** Results of one subject and target that keep their details. */
  readonly keep?: number;
  /** Of the database: what it holds is read and written as a whole. */
  readonly maxBytes?: number;
}

/**
 * Clears away the details of results that later ones have replaced, then, as far as the database is still too big, the
 * oldest of these results and of the ended runs themselves. The latest result of each subject and target, the edges and
 * the events always stay. Returns the files that nothing refers to any more, relative to the storage folder: they can
 * go once the transaction is done.
 */
export function prune(db: Transaction, { keep = 20, maxBytes = 10_000_000 }: Limits = {}): readonly string[] {
  const files = clearDetails(db, keep);
  for (let fewer = keep >> 1; fewer >= 1 && usedBytes(db) > maxBytes; fewer >>= 1)
    files.push(...clearDetails(db, fewer));
  while (usedBytes(db) > maxBytes) {
    const removed = removeOldest(db);
    if (removed === undefined) break;
    files.push(...removed);
  }
  return files;
}

/** Removes files that `prune` returned; with them, results that killed processes wrote and did not record. */
export async function removeObsolete(registry: Registry, files: readonly string[]): Promise<void> {
  if (files.length === 0) return;
  const orphans = await orphanedResults(registry);
  const paths = [...files, ...orphans].map((file) => join(registry.storage, file));
  await Promise.all(paths.filter((path) => isInside(registry.storage, path)).map(remove));
}

/** `age`: 1 for the latest of its subject and target, 2 for the one before it, and so on. */
const aged = `
  SELECT id, file, row_number() OVER (PARTITION BY kind, subject, target ORDER BY id DESC) AS age FROM results`;

function clearDetails(db: Transaction, keep: number): string[] {
  const rows = db.all(`SELECT id, file FROM (${aged}) WHERE age > ? AND file IS NOT NULL`, keep);
  for (const row of rows) {
    db.run('DELETE FROM result_items WHERE result_id = ?', textOf(row, 'id'));
    db.run('UPDATE results SET file = NULL WHERE id = ?', textOf(row, 'id'));
  }
  return rows.map((row) => textOf(row, 'file'));
}

/** Removes 100 replaced results, or if there are none, 100 ended runs without results; `undefined` if nothing is left. */
function removeOldest(db: Transaction): readonly string[] | undefined {
  const results = db.all(`SELECT id, file FROM (${aged}) WHERE age > 1 ORDER BY id LIMIT 100`);
  for (const row of results) db.run('DELETE FROM results WHERE id = ?', textOf(row, 'id'));
  if (results.length > 0) return results.flatMap((row) => textOrNone(row, 'file') ?? []);

  const runs = db.all(
    `SELECT id, log_file FROM runs
     WHERE status <> 'running' AND id NOT IN (SELECT run_id FROM results WHERE run_id IS NOT NULL)
     ORDER BY id LIMIT 100`,
  );
  for (const row of runs) db.run('DELETE FROM runs WHERE id = ?', textOf(row, 'id'));
  return runs.length > 0 ? runs.flatMap((row) => textOrNone(row, 'log_file') ?? []) : undefined;
}

/** What the file will take on the disk after this transaction. */
function usedBytes(db: Transaction): number {
  const number = (pragma: string) => Number(db.first(`PRAGMA ${pragma}`)?.[pragma]);
  return (number('page_count') - number('freelist_count')) * number('page_size');
}

/** A result is written just before it is recorded, so a young file may not be known yet. */
const recordedWithinMs = 60 * 60 * 1000;

async function orphanedResults(registry: Registry): Promise<readonly string[]> {
  const rows = await registry.read((db) => db.all('SELECT file FROM results WHERE file IS NOT NULL'));
  const known = new Set(rows.map((row) => textOf(row, 'file')));
  const orphans: string[] = [];
  for (const name of await namesIn(join(registry.storage, 'results'))) {
    const file = `results/${name}`;
    if (known.has(file) || !name.endsWith('.json') || !isId(name.slice(0, -'.json'.length))) continue;
    const found = await statOf(join(registry.storage, file));
    if (found !== undefined && Date.now() - found.mtimeMs > recordedWithinMs) orphans.push(file);
  }
  return orphans;
}
