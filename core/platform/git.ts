import { realpath } from 'node:fs/promises';
import { relative } from 'node:path';
import { type Captured, capture } from './capture.ts';
import { toPosix } from './paths.ts';
import { PlumblineError } from './problem.ts';

/** A project's place in its Git repository. */
export interface Repository {
  /** The project's folder: Git is run here, and every path is relative to it. */
  readonly folder: string;
  /** The top folder of the repository. */
  readonly top: string;
  /** From the top to the project, in POSIX form: '' or `examples/flights/`. */
  readonly prefix: string;
}

/**
 * The repository that a folder is part of; `undefined` if it is in none, or if there is no Git on this machine.
 * Throws where Git refuses to look at the repository, which it says how to allow.
 */
export async function openRepository(folder: string): Promise<Repository | undefined> {
  let answer: Captured;
  try {
    answer = await capture(gitCommand(folder, ['rev-parse', '--show-toplevel']));
  } catch {
    return undefined;
  }
  if (answer.stderr.includes('dubious ownership')) throw refused(folder, answer);
  if (answer.exitCode !== 0) return undefined;
  const top = answer.stdout.toString().replace(/\r?\n$/, '');
  const prefix = toPosix(relative(await realpath(top), await realpath(folder)));
  return { folder, top, prefix: prefix === '' ? '' : `${prefix}/` };
}

/** Runs Git in the project's folder; `undefined` if it ends with anything but 0. */
export async function tryGit(
  repository: Repository,
  args: readonly string[],
  input?: string,
): Promise<Buffer | undefined> {
  const answer = await capture(gitCommand(repository.folder, args), input);
  return answer.exitCode === 0 ? answer.stdout : undefined;
}

/** Runs Git in the project's folder; a failure is an error with Git's own words. */
export async function git(repository: Repository, args: readonly string[], input?: string): Promise<Buffer> {
  const answer = await capture(gitCommand(repository.folder, args), input);
  if (answer.exitCode === 0) return answer.stdout;
  throw new PlumblineError('failed', `git ${args[0]} failed`, { where: repository.folder, why: answer.stderr.trim() });
}

function gitCommand(folder: string, args: readonly string[]) {
  return {
    program: 'git',
    // A repository's own settings may name programs to run; reading it needs none of them.
    args: ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', ...args],
    cwd: folder,
    env: { ...withoutHookVariables, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
    help: 'install Git from https://git-scm.com',
  };
}

/** Inside a Git hook these point to the hook's repository, by paths that hold only in the hook's folder. */
const withoutHookVariables = {
  GIT_DIR: undefined,
  GIT_WORK_TREE: undefined,
  GIT_INDEX_FILE: undefined,
  GIT_PREFIX: undefined,
  GIT_OBJECT_DIRECTORY: undefined,
  GIT_COMMON_DIR: undefined,
} as const;

function refused(folder: string, answer: Captured): PlumblineError {
  return new PlumblineError('failed', 'Git refuses to read this repository', {
    where: folder,
    why: 'its folder belongs to another user',
    help: /git config --global --add safe\.directory \S+/.exec(answer.stderr)?.[0] ?? 'git help safe.directory',
  });
}
