import { execFileSync } from 'node:child_process';
import { writeFiles } from './folder-kit.ts';

const quietIdentity = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

/** Runs the real Git in a folder and returns what it printed, without the last line end. */
export function runGit(folder: string, ...args: readonly string[]): string {
  const env = { ...process.env, ...quietIdentity };
  return execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' }).replace(/\n$/, '');
}

/** Makes the folder a repository whose first branch is `main`. */
export function initRepository(folder: string): void {
  runGit(folder, 'init', '--quiet', '--initial-branch=main');
}

/** Writes the files, commits everything, and returns the commit's id. */
export async function commit(folder: string, files: Readonly<Record<string, string>>): Promise<string> {
  await writeFiles(folder, files);
  runGit(folder, 'add', '--all');
  runGit(folder, 'commit', '--quiet', '--allow-empty', '--message', 'a change');
  return runGit(folder, 'rev-parse', 'HEAD');
}
