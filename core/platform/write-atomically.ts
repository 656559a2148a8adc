import { randomBytes } from 'node:crypto';
import { open, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileProblem } from './file-problem.ts';
import { makeFolders } from './make-folders.ts';
import { patiently } from './patience.ts';

/**
 * Puts new content in place of a file so that a reader, or a machine that loses power, has the old content or the new,
 * never a part. Makes the folders above it, keeps its permissions, and writes through a symbolic link.
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const target = await followed(path);
  await putInPlace(await writeBeside(target, content), target);
}

/**
 * The same for what may as well be lost: a power cut may leave it empty or half, so that whoever reads it must find out
 * for himself whether it is whole.
 */
export async function replaceLoosely(path: string, content: string): Promise<void> {
  const temporary = join(dirname(path), `${leftoverPrefix(path)}${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
  try {
    await makeFolders(dirname(path));
    await writeFile(temporary, content);
    await patiently(() => rename(temporary, path));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw fileProblem('cannot write the file', path, error);
  }
}

/** Writes content, safe on the disk, beside the file that it is to become; returns its path for `putInPlace`. */
export async function writeBeside(path: string, content: string | Uint8Array): Promise<string> {
  const temporary = join(dirname(path), `${leftoverPrefix(path)}${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
  try {
    await makeFolders(dirname(path));
    const mode = await modeOf(path);
    const file = await open(temporary, 'wx', mode);
    try {
      if (mode !== undefined) await file.chmod(mode);
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    return temporary;
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw fileProblem('cannot write the file', path, error);
  }
}

/**
 * Moves a finished file that another program wrote (on the same disk) into place, over what is there.
 * On failure the finished file is removed and the old one stays.
 */
export async function promoteFile(finished: string, path: string): Promise<void> {
  try {
    await makeFolders(dirname(path));
    await flush(finished);
  } catch (error) {
    throw fileProblem('cannot write the file', path, error);
  }
  await putInPlace(finished, path);
}

/** The last step: a file that is safe on the disk takes its name, over what is there. */
export async function putInPlace(finished: string, path: string): Promise<void> {
  try {
    await patiently(() => rename(finished, path));
    await flushFolder(dirname(path));
  } catch (error) {
    await rm(finished, { force: true }).catch(() => {});
    throw fileProblem('cannot write the file', path, error);
  }
}

/** Removes what killed writers of this file left beside it. Only for one who knows that no writer is at work. */
export async function removeLeftovers(path: string): Promise<void> {
  const prefix = leftoverPrefix(path);
  const names = await readdir(dirname(path)).catch(() => []);
  const leftovers = names.filter((name) => name.startsWith(prefix) && name.endsWith('.tmp'));
  await Promise.all(leftovers.map((name) => rm(join(dirname(path), name), { force: true })));
}

function leftoverPrefix(path: string): string {
  return `.${basename(path)}.`;
}

async function followed(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

async function modeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    (found) => found.mode & 0o777,
    () => undefined,
  );
}

/** Sees to it that what another program wrote into a file is safe on the disk. */
export async function flush(path: string): Promise<void> {
  const file = await open(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is safe on the disk only when its folder is. Windows has no such call, and needs none. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
