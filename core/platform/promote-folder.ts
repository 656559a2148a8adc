import { open, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileProblem } from './file-problem.ts';
import { patiently } from './patience.ts';

/**
 * Gives a finished folder (on the same disk) its name, with all that is in it safe on the disk first: whoever looks sees
 * no folder of that name, or the whole one. The name must be free; on failure the finished folder stays where it is.
 */
export async function promoteFolder(finished: string, path: string): Promise<void> {
  try {
    await flushAll(finished);
    await patiently(() => rename(finished, path));
    await flushNames(dirname(path));
  } catch (error) {
    throw fileProblem('cannot put the folder into place', path, error);
  }
}

async function flushAll(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    await (entry.isDirectory() ? flushAll(path) : flushFile(path));
  }
  await flushNames(folder);
}

async function flushFile(path: string): Promise<void> {
  const file = await open(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What a folder says of its files is safe only when it is itself. Windows has no such call, and needs none. */
async function flushNames(folder: string): Promise<void> {
  if (process.platform !== 'win32') await flushFile(folder);
}
