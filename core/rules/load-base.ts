import { kindOfPath } from '../definitions/kinds.ts';
import { openRepository, type Repository } from '../platform/git.ts';
import { filesAt, type GitFile, readFilesAt } from '../platform/git-files.ts';
import { defaultBase, resolveRef } from '../platform/git-refs.ts';
import { projectFromFiles } from '../project/load-project.ts';
import type { Project } from '../project/project.ts';
import type { Base } from './rule.ts';

/**
 * The registered state of a project: its definitions at `ref` (`--base`), at `base:` in plumbline.yaml, or at the merge
 * base with the default branch. Undefined where there is no Git, or no history to compare with. Throws (usage) where a
 * ref that somebody named does not exist.
 */
export async function loadBase(project: Project, ref?: string): Promise<Base | undefined> {
  const repository = await openRepository(project.root);
  const found = repository && (await baseCommit(repository, ref ?? project.config.base));
  if (repository === undefined || found === undefined) return undefined;
  const listed = await filesAt(repository, found.commit);
  const texts = await readFilesAt(repository, listed.filter(isDefinitionOrSource));
  const label = `${found.name} (${found.commit.slice(0, 7)})`;
  return { label, project: await projectFromFiles(project.root, texts) };
}

async function baseCommit(repository: Repository, ref: string | undefined) {
  if (ref !== undefined) return { commit: await resolveRef(repository, ref), name: ref };
  const found = await defaultBase(repository);
  return found.kind === 'commit' ? { commit: found.commit, name: found.branch } : undefined;
}

/** What a project is read from: definitions, suites in JSON (a look inside tells), and the code they name. */
function isDefinitionOrSource({ path }: GitFile): boolean {
  return kindOfPath(path) !== undefined || path.endsWith('.json') || path.endsWith('.py');
}
