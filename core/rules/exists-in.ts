import { join } from 'node:path';
import { generationOf } from '../platform/files.ts';

/** Tells whether a file or folder of the project is on the disk, for the rules that check what definitions name. */
export function existsIn(root: string): (path: string) => boolean {
  return (path) => generationOf(join(root, path)) !== undefined;
}
