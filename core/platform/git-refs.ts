import { git, type Repository, tryGit } from './git.ts';
import { PlumblineError } from './problem.ts';

/** Where the registered versions stand; `unknown` says why nobody can tell. */
export type DefaultBase =
  | { readonly kind: 'commit'; readonly commit: string; readonly branch: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** The full id of the commit that a branch, tag or other name means. A name that means none is an error of usage. */
export async function resolveRef(repository: Repository, ref: string): Promise<string> {
  const found = ref.startsWith('-') ? undefined : await commitOf(repository, ref);
  if (found !== undefined) return found;
  throw new PlumblineError('usage', `Git knows no commit by the name ${ref}`, {
    where: repository.top,
    why: (await isShallow(repository)) ? 'this is a shallow clone: most of the history is not here' : undefined,
    help: (await isShallow(repository))
      ? 'fetch the history (`git fetch --unshallow`; in GitHub Actions `fetch-depth: 0`)'
      : `name a commit, a tag or a branch: ${(await similarRefs(repository, ref)).join(', ')}`,
  });
}

/**
 * The merge base of the work at hand with the default branch. On the default branch itself that is the last commit.
 */
export async function defaultBase(repository: Repository): Promise<DefaultBase> {
  const head = await commitOf(repository, 'HEAD');
  if (head === undefined) return { kind: 'unknown', why: 'the repository has no commit yet' };
  const branch = await defaultBranch(repository);
  if (branch === undefined) return { kind: 'unknown', why: 'there is no default branch: origin/HEAD, main or master' };

  const current = (await tryGit(repository, ['symbolic-ref', '--quiet', '--short', 'HEAD']))?.toString().trim();
  if (current === branch.replace(/^origin\//, '')) return { kind: 'commit', commit: head, branch };
  const base = (await tryGit(repository, ['merge-base', 'HEAD', branch]))?.toString().trim();
  if (base !== undefined) return { kind: 'commit', commit: base, branch };
  return { kind: 'unknown', why: `the history that HEAD and ${branch} have in common is not here (a shallow clone?)` };
}

/** What CI has is the remote's branches; a local `main` may be days behind. So the remote's come first. */
async function defaultBranch(repository: Repository): Promise<string | undefined> {
  const candidates = ['origin/main', 'origin/master', 'main', 'master'];
  const patterns = ['refs/remotes/origin/HEAD', ...candidates.map(fullName)];
  const format = '--format=%(refname)%09%(symref)';
  const listed = (await git(repository, ['for-each-ref', format, ...patterns])).toString().split('\n');
  const refs = new Map(listed.map((line) => line.split('\t') as [string, string | undefined]));
  const remoteHead = refs.get('refs/remotes/origin/HEAD')?.replace('refs/remotes/', '');
  if (remoteHead) return remoteHead;
  return candidates.find((name) => refs.has(fullName(name)));
}

function fullName(branch: string): string {
  return branch.startsWith('origin/') ? `refs/remotes/${branch}` : `refs/heads/${branch}`;
}

async function commitOf(repository: Repository, ref: string): Promise<string | undefined> {
  const found = await tryGit(repository, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  return found?.toString().trim();
}

async function isShallow(repository: Repository): Promise<boolean> {
  return (await tryGit(repository, ['rev-parse', '--is-shallow-repository']))?.toString().trim() === 'true';
}

/** Those with letters in common with what was typed first (`main` → `origin/main`), then the youngest. */
async function similarRefs(repository: Repository, typed: string): Promise<readonly string[]> {
  const order = ['--sort=-committerdate', '--format=%(refname:short)', 'refs/heads', 'refs/tags', 'refs/remotes'];
  const names = (await git(repository, ['for-each-ref', ...order]))
    .toString()
    .split('\n')
    .filter((name) => name !== '');
  const isSimilar = (name: string) => name.includes(typed) || typed.includes(name) || name[0] === typed[0];
  return [...names.filter(isSimilar), ...names.filter((name) => !isSimilar(name)), 'HEAD~1'].slice(0, 6);
}
