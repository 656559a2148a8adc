import { join } from 'node:path';
import { errorCode } from '../platform/file-problem.ts';
import { generationOf } from '../platform/files.ts';

/** Tells whether a file or folder of the project is on the disk, for the rules that check what definitions name. */
export function existsIn(root: string): (path: string) => boolean {
  return (path) => {
    try {
      return generationOf(join(root, path)) !== undefined;
    } catch (error) {
      // What may not be looked at may well be there; what cannot be the name of a file is not.
      return errorCode(error) === 'EACCES' || errorCode(error) === 'EPERM';
    }
  };
}
