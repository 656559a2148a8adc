import { exists, readBytesIfThere } from '../platform/files.ts';
import { PlumblineError } from '../platform/problem.ts';
import { removeLeftovers, writeAtomically } from '../platform/write-atomically.ts';
import { type Database, openDatabase } from './sql-js-database.ts';

/** The last good generation before the present one. */
export function backupOf(file: string): string {
  return `${file}.bak`;
}

/** True for the errors by which SQLite says that a file's bytes are not what it once wrote. */
export function isDamage(error: unknown): boolean {
  return error instanceof Error && /^(database disk image is malformed|file is not a database)$/.test(error.message);
}

/**
 * After a writer died, or when the file cannot be read: makes sure that it is sound, and else puts the generation
 * before it in its place; the damaged file is kept under another name. To be called by the holder of the lock.
 */
export async function recover(file: string, notify: (message: string) => void): Promise<void> {
  await removeLeftovers(file);
  const bytes = await readBytesIfThere(file);
  if (bytes === undefined || (await isSound(bytes))) return;

  const backup = await readBytesIfThere(backupOf(file));
  if (backup === undefined || !(await isSound(backup))) throw beyondRepair(file, backup !== undefined);
  const aside = await freeName(`${file}.damaged`);
  await writeAtomically(aside, bytes);
  await writeAtomically(file, backup);
  notify(
    `The registry ${file} was damaged. The generation before it was restored: the last results and runs may be ` +
      `missing. The damaged file is kept as ${aside}.`,
  );
}

async function isSound(bytes: Uint8Array): Promise<boolean> {
  let db: Database | undefined;
  try {
    db = await openDatabase(bytes);
    return db.first('PRAGMA integrity_check')?.integrity_check === 'ok';
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  } finally {
    db?.close();
  }
}

async function freeName(wanted: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = `${wanted}-${number}`;
    if (!(await exists(name))) return name;
  }
}

function beyondRepair(file: string, hasBackup: boolean): PlumblineError {
  return new PlumblineError('failed', 'the registry is damaged', {
    where: file,
    why: hasBackup
      ? 'the copy of the generation before it is damaged too'
      : 'there is no copy of the generation before it',
    help: 'put back a copy of your own, or move the file away: a new registry begins, without the past results and runs',
  });
}
