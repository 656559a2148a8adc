import { join } from 'node:path';
import { readTextIfThere, remove } from '../platform/files.ts';
import { PlumblineError } from '../platform/problem.ts';
import { writeAtomically } from '../platform/write-atomically.ts';
import type { HudiCommit } from './hudi-commit.ts';
import { isInstant } from './instant.ts';
import { isTableName, tablesFolder } from './tables-folder.ts';

/**
 * What one run commits to several tables. All its files lie ready when it is written, and from then on its commits are
 * a fact for every reader of ours, though some tables may not say so yet: that is how many tables change in one step.
 */
export type Journal = readonly JournalEntry[];

export interface JournalEntry {
  /** Name of the table's folder. */
  readonly table: string;
  readonly instant: string;
  readonly commit: HudiCommit;
}

export async function readJournal(storage: string): Promise<Journal> {
  const path = journalFile(storage);
  const text = await readTextIfThere(path);
  if (text === undefined) return [];
  try {
    const journal = JSON.parse(text) as Journal;
    // The folder may have come from anywhere; only tables of this storage are touched.
    if (journal.every(({ table, instant }) => isTableName(table) && isInstant(instant))) return journal;
  } catch {
    // Told below.
  }
  throw new PlumblineError('failed', 'the journal of the tables is damaged', {
    where: path,
    help: 'remove the file, and run the last pipeline again',
  });
}

/** Written in one step, and safe on the disk when it returns. */
export async function writeJournal(storage: string, journal: Journal): Promise<void> {
  await writeAtomically(journalFile(storage), `${JSON.stringify(journal)}\n`);
}

/** Once every table says itself what it was. */
export async function removeJournal(storage: string): Promise<void> {
  await remove(journalFile(storage));
}

const journalFile = (storage: string) => join(tablesFolder(storage), 'journal.json');
