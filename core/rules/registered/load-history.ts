import { kindOfPath } from '../../definitions/kinds.ts';
import { type Repository, tryGit } from '../../platform/git.ts';
import { type GitFile, readFilesAt } from '../../platform/git-files.ts';
import { projectFromFiles } from '../../project/load-project.ts';
import type { Project } from '../../project/project.ts';

/**
 * Every state that feature groups ever had up to a commit, as one project in which a version may be defined many times;
 * the paths in it stand for nothing. For the transitive compatibility modes.
 */
export async function loadHistory(repository: Repository, commit: string): Promise<Project> {
  const texts = await readFilesAt(repository, await earlierStates(repository, commit));
  return projectFromFiles(repository.folder, texts);
}

async function earlierStates(repository: Repository, commit: string): Promise<readonly GitFile[]> {
  const how = ['--format=', '--raw', '-z', '--no-abbrev', '--no-renames', '--diff-filter=AM', '--relative'];
  const where = ['*.feature-group.yaml', '*.feature-group.yml'];
  const log = (await tryGit(repository, ['log', ...how, commit, '--', ...where]))?.toString() ?? '';
  const states = new Map<string, GitFile>();
  const parts = log.split('\0');
  for (let at = 0; at + 1 < parts.length; at += 2) {
    // :<old mode> SP <mode> SP <old id> SP <id> SP <status> NUL <path> NUL
    const blob = parts[at]?.trim().split(' ')[3];
    const path = parts[at + 1];
    if (blob === undefined || path === undefined || kindOfPath(path) !== 'feature-group') continue;
    states.set(`${blob}/${path}`, { path: `${blob}/${path}`, blob });
  }
  return [...states.values()];
}
