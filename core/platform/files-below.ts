import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileProblem } from './file-problem.ts';
import { toPosix } from './paths.ts';

/** The files in a folder and in those below it: relative to it, in POSIX form, sorted. All of them, whatever tools ignore. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => toPosix(relative(folder, join(entry.parentPath, entry.name))))
      .sort();
  } catch (error) {
    throw fileProblem('cannot list the folder', folder, error);
  }
}
