import { isTransitive } from '../contracts/judge.ts';
import { kindOfPath } from '../definitions/kinds.ts';
import { openRepository, type Repository } from '../platform/git.ts';
import { filesAt, readFilesAt } from '../platform/git-files.ts';
import { defaultBase, resolveRef } from '../platform/git-refs.ts';
import { projectFromFiles } from '../project/load-project.ts';
import type { Project } from '../project/project.ts';
import { loadHistory } from './registered/load-history.ts';
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
  const texts = await textsAt(repository, found.commit);
  const { compatibility } = project.config;
  return {
    label: `${found.name} (${found.commit.slice(0, 7)})`,
    project: await projectFromFiles(project.root, texts),
    ...(compatibility !== undefined && isTransitive(compatibility)
      ? { history: await loadHistory(repository, found.commit) }
      : {}),
  };
}

async function baseCommit(repository: Repository, ref: string | undefined) {
  if (ref !== undefined) return { commit: await resolveRef(repository, ref), name: ref };
  const found = await defaultBase(repository);
  return found.kind === 'commit' ? { commit: found.commit, name: found.branch } : undefined;
}

/** The definitions at a commit, and the Python files that they name: with nothing else anything is compared. */
async function textsAt(repository: Repository, commit: string): Promise<ReadonlyMap<string, string>> {
  const files = await filesAt(repository, commit);
  const definitions = await readFilesAt(
    repository,
    files.filter(({ path }) => kindOfPath(path) !== undefined),
  );
  const named = new Set([...definitions.values()].flatMap((text) => text.match(/[^\s"'{},]+\.py(?=::)/g) ?? []));
  const sources = await readFilesAt(
    repository,
    files.filter(({ path }) => named.has(path)),
  );
  return new Map([...definitions, ...sources]);
}
