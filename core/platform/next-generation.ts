import { copyFile, link, rename, rm, stat, utimes } from 'node:fs/promises';
import { fileProblem, isMissing } from './file-problem.ts';
import { patiently } from './patience.ts';
import { putInPlace, writeBeside } from './write-atomically.ts';

/**
 * Replaces a file as `writeAtomically` does, and keeps the generation that it replaces under another name.
 * At every moment the file is there, and `generationOf` it is one that it never had before.
 */
export async function writeNextGeneration(path: string, content: Uint8Array, backup: string): Promise<void> {
  const next = await writeBeside(path, content);
  try {
    await makeYounger(next, path);
    await keepAs(path, backup);
  } catch (error) {
    await rm(next, { force: true });
    throw fileProblem('cannot keep a copy of the file', path, error);
  }
  await putInPlace(next, path);
}

/** Two writes within one tick of the file system's clock, or a clock set back, must not make generations alike. */
async function makeYounger(next: string, path: string): Promise<void> {
  const [young, old] = await Promise.all([stat(next, { bigint: true }), statOr(path)]);
  if (old === undefined || young.mtimeNs > old.mtimeNs) return;
  const seconds = Number(old.mtimeNs / 1_000_000n + 2n) / 1000;
  await utimes(next, seconds, seconds);
}

async function statOr(path: string) {
  try {
    return await stat(path, { bigint: true });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** A second name for the same bytes where the file system has links, a copy elsewhere. */
async function keepAs(path: string, backup: string): Promise<void> {
  const draft = `${backup}.draft`;
  try {
    await rm(draft, { force: true });
    await link(path, draft).catch(() => copyFile(path, draft));
    await patiently(() => rename(draft, backup));
  } catch (error) {
    if (!isMissing(error)) throw error;
  } finally {
    // A rename between two names of one file leaves both.
    await rm(draft, { force: true });
  }
}
