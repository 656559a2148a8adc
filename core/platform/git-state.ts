import { type Repository, tryGit } from './git.ts';

/** The state of the code that a run ran with, for its record. */
export interface GitState {
  /** `undefined` before the first commit. */
  readonly commit: string | undefined;
  /** `undefined` on a detached HEAD. */
  readonly branch: string | undefined;
  /** True if a file of the project is changed, or new and not ignored. */
  readonly dirty: boolean;
}

/** `except` are folders (POSIX, relative to the project) that do not count: the storage folder. */
export async function gitState(
  repository: Repository,
  except: readonly string[] = ['.plumbline'],
): Promise<GitState | undefined> {
  const paths = ['.', ...except.map((folder) => `:(exclude,literal)${folder}`)];
  const answer = await tryGit(repository, ['status', '--porcelain=v2', '--branch', '-z', '--', ...paths]);
  if (answer === undefined) return undefined;
  const lines = answer
    .toString()
    .split('\0')
    .filter((line) => line !== '');
  const header = (name: string) => lines.find((line) => line.startsWith(`# ${name} `))?.slice(name.length + 3);
  const commit = header('branch.oid');
  const branch = header('branch.head');
  return {
    commit: commit === '(initial)' ? undefined : commit,
    branch: branch === '(detached)' ? undefined : branch,
    dirty: lines.some((line) => !line.startsWith('# ')),
  };
}
