import { readdirSync, statSync } from 'node:fs';
import { resolveInside } from './paths.ts';
import { isInForeignFolder } from './walk.ts';

export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/**
 * What stands in a folder of the project, folders first; nothing where it is not there or leads outside. Hidden files
 * and folders that tools have made are left out.
 */
export function listFolder(root: string, folder: string): readonly FolderEntry[] {
  try {
    return readdirSync(resolveInside(root, folder), { withFileTypes: true })
      .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
      .filter(({ name, isFolder }) => !name.startsWith('.') && !(isFolder && isInForeignFolder(`${name}/`)))
      .sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** Whether a file stands there; false for a folder, and for what leads out of the project. */
export function isFileIn(root: string, path: string): boolean {
  try {
    return statSync(resolveInside(root, path)).isFile();
  } catch {
    return false;
  }
}
