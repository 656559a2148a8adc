import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new empty folder that no other user can look into. Whoever asks for it removes it. */
export async function newTemporaryFolder(): Promise<string> {
  return mkdtemp(join(await realpath(tmpdir()), 'plumbline-'));
}

export async function removeTemporaryFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
}

/** Gives the work a new empty folder, and removes it with all that is in it however the work ends. */
export async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await newTemporaryFolder();
  try {
    return await work(folder);
  } finally {
    await removeTemporaryFolder(folder);
  }
}
