import { join } from 'node:path';
import { namesIn, readTextIfThere, remove } from '../platform/files.ts';
import { writeAtomically } from '../platform/write-atomically.ts';
import { logFolder, repairDeltaLog } from './delta-log.ts';
import { type HudiCommit, isOurs } from './hudi-commit.ts';
import { type Journal, readJournal, removeJournal } from './journal.ts';
import { tablesFolder } from './tables-folder.ts';
import { readTimeline, type Timeline } from './timeline.ts';

// All of this is for the holder of the lock on the tables.

/** Makes what a journal has decided true on the disk, table by table; done before is fine. */
export async function rollForward(storage: string): Promise<void> {
  const journal = await readJournal(storage);
  if (journal.length === 0) return;
  for (const entry of journal) await publish(storage, entry);
  for (const { table } of journal) {
    const timeline = await readTimeline(join(tablesFolder(storage), table), []);
    if (timeline !== undefined) await repairDeltaLog(timeline.folder, timeline.commits);
  }
  await removeJournal(storage);
}

/** The step that makes a commit one. */
export async function publish(storage: string, { table, instant, commit }: Journal[number]): Promise<void> {
  const path = join(tablesFolder(storage), table, '.hoodie', `${instant}.commit`);
  await writeAtomically(path, JSON.stringify(commit, null, 2));
}

/**
 * Clears away what a killed process has left of a commit that never was, and writes what the Delta log lacks. Returns
 * the timeline as it is then: with what others have begun, and with nothing of ours.
 */
export async function recovered(folder: string): Promise<Timeline | undefined> {
  const before = await readTimeline(folder, []);
  if (before === undefined) return undefined;
  const ours: string[] = [];
  for (const instant of before.pending) if (await isOurInflight(folder, instant)) ours.push(instant);
  for (const instant of ours) await dropPending(folder, instant);
  for (const place of [join(folder, '.hoodie'), logFolder(folder)]) {
    for (const name of await namesIn(place))
      if (name.startsWith('.') && name.endsWith('.tmp')) await remove(join(place, name));
  }
  return { ...before, pending: before.pending.filter((instant) => !ours.includes(instant)) };
}

/** Removes a commit that was begun: its rows, then what says that it was begun. */
export async function dropPending(folder: string, instant: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (name.endsWith(`_${instant}.parquet`)) await remove(join(folder, name));
  }
  // The one that says whose it is goes last.
  for (const kind of ['commit.requested', 'inflight']) await remove(join(folder, '.hoodie', `${instant}.${kind}`));
}

async function isOurInflight(folder: string, instant: string): Promise<boolean> {
  const text = await readTextIfThere(join(folder, '.hoodie', `${instant}.inflight`));
  try {
    return text !== undefined && isOurs(JSON.parse(text) as HudiCommit);
  } catch {
    return false;
  }
}
