import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './file-problem.ts';

/**
 * Makes a folder and those above it; one that exists is fine. Folder by folder, and not as `mkdir` does it with
 * `recursive`: where a folder is there, and says of a new one in it that nothing is there, as Linux's `/proc` does, that
 * one tries for ever. Errors come as the operating system gives them.
 */
export async function makeFolders(folder: string): Promise<void> {
  const above = dirname(folder);
  if ((await made(folder)) || above === folder) return;
  await makeFolders(above);
  // Only now, as somebody else may have made the one above since the first attempt.
  if (!(await made(folder))) throw new Error('the folder above it takes no new ones');
}

/** Whether the folder is there now; if it is not, nothing is there to make it in. */
async function made(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (await isFolder(folder)) return true;
    if (errorCode(error) !== 'ENOENT') throw error;
    return false;
  }
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() === true;
}
