import { PlumblineError } from './problem.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'the operating system does not permit it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'it exists already',
  ENOTEMPTY: 'the folder is not empty',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk is read-only',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EBUSY: 'another program is using it',
  ELOOP: 'its symbolic links go round in a circle',
  ENAMETOOLONG: 'the name is too long',
};

/** Where it is plain what to do about it, be it reading or writing. */
const remedies: Readonly<Record<string, string>> = {
  EACCES: 'give the user who runs this the right to it: chmod, or chown',
  EISDIR: 'name a file',
};

/** The operating system's code of an error (`ENOENT`), if it has one. */
export function errorCode(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** True for the two errors that say "nothing is there". */
export function isMissing(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** An error of the file system in words: `fileProblem('cannot read the file', path, error)`. */
export function fileProblem(what: string, path: string, error: unknown): PlumblineError {
  const code = errorCode(error);
  const why =
    (code === undefined ? undefined : reasons[code]) ?? (error instanceof Error ? error.message : String(error));
  const help = code === undefined ? undefined : remedies[code];
  return new PlumblineError('failed', what, { where: path, why, ...(help && { help }), cause: error });
}
