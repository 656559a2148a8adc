import { constants, lstatSync, readFileSync, statSync } from 'node:fs';
import { access, copyFile as copy, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileProblem, isMissing } from './file-problem.ts';
import { makeFolders } from './make-folders.ts';

export interface FileStat {
  readonly kind: 'file' | 'folder' | 'other';
  /** In bytes. */
  readonly size: number;
  /** Of the last change, in milliseconds since 1970. */
  readonly mtimeMs: number;
}

/** The text of a file (UTF-8, without byte order mark). */
export async function readText(path: string): Promise<string> {
  try {
    return withoutMark(await readFile(path, 'utf8'));
  } catch (error) {
    throw fileProblem('cannot read the file', path, error);
  }
}

/** The text of a file, or `undefined` where no file is. */
export async function readTextIfThere(path: string): Promise<string | undefined> {
  try {
    return withoutMark(await readFile(path, 'utf8'));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw fileProblem('cannot read the file', path, error);
  }
}

/**
 * The text of a file that a person may have written, or `undefined`: where no file is, where it is larger than `most`
 * bytes, and of what is no plain file, such as a link or a device. It is what `walk` would list.
 */
export async function readPlainText(path: string, most: number): Promise<string | undefined> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isFile() && found.size <= most ? readTextIfThere(path) : undefined;
}

/** For reading thousands of small files in a row, where a promise for each would cost more than the reading. */
export function readTextSync(path: string): string | undefined {
  try {
    return withoutMark(readFileSync(path, 'utf8'));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw fileProblem('cannot read the file', path, error);
  }
}

/** The bytes of a file, or `undefined` where no file is. */
export async function readBytesIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw fileProblem('cannot read the file', path, error);
  }
}

/** What stands at a path (symbolic links followed), or `undefined` where nothing is. */
export async function statOf(path: string): Promise<FileStat | undefined> {
  try {
    const found = await stat(path);
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
    return { kind, size: found.size, mtimeMs: found.mtimeMs };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw fileProblem('cannot look at the file', path, error);
  }
}

/** In bytes; `undefined` where no file is, and of what is no file. */
export function sizeOfFile(path: string): number | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? found.size : undefined;
}

/** Tells one generation of a file from the next one without reading it; `undefined` where no file is. */
export function generationOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.ino}:${found.mtimeNs}:${found.size}`;
}

export async function exists(path: string): Promise<boolean> {
  return (await statOf(path)) !== undefined;
}

export async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** The names in a folder, sorted; none where no folder is. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw fileProblem('cannot list the folder', folder, error);
  }
}

/** Makes a folder and those above it; one that exists is fine. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await makeFolders(folder);
  } catch (error) {
    throw fileProblem('cannot make the folder', folder, error);
  }
}

/** Copies one file, and makes the folder that it goes to. */
export async function copyFile(from: string, to: string): Promise<void> {
  await makeFolder(dirname(to));
  try {
    await copy(from, to);
  } catch (error) {
    throw fileProblem(`cannot copy the file to ${to}`, from, error);
  }
}

/** Removes a file, or a folder with all that is in it; nothing there is fine. */
export async function remove(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  } catch (error) {
    throw fileProblem('cannot remove', path, error);
  }
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** The first bytes of a file, at most `length` of them. */
export async function readHead(path: string, length: number): Promise<Uint8Array> {
  try {
    const handle = await open(path);
    try {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw fileProblem('cannot read the file', path, error);
  }
}

/** Bytes from somewhere in a file: `length` of them, or as many as there are. */
export async function readSlice(path: string, start: number, length: number): Promise<Uint8Array> {
  try {
    const handle = await open(path);
    try {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, start);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw fileProblem('cannot read the file', path, error);
  }
}
