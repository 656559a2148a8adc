import { git, type Repository } from './git.ts';
import { isInForeignFolder } from './walk.ts';

/** A file as it was at a commit. */
export interface GitFile {
  /** Relative to the project, in POSIX form. */
  readonly path: string;
  /** Git's hash of the content: equal content, equal id, at any commit. */
  readonly blob: string;
}

/**
 * The files of the project at a commit, below a folder if one is given (POSIX). Symbolic links, submodules and foreign
 * folders are left out, as `walk` leaves them out.
 */
export async function filesAt(repository: Repository, commit: string, under = ''): Promise<readonly GitFile[]> {
  const place = `${repository.prefix}${under}`;
  const listed = await git(repository, [
    'ls-tree',
    '-r',
    '-z',
    '--full-tree',
    commit,
    ...(place === '' ? [] : ['--', place]),
  ]);
  const files: GitFile[] = [];
  for (const line of listed.toString().split('\0')) {
    // <mode> SP <type> SP <id> TAB <path>
    const [about = '', path = ''] = line.split('\t', 2);
    const [mode, type, blob] = about.split(' ');
    if (type !== 'blob' || mode === '120000' || blob === undefined) continue;
    const own = path.slice(repository.prefix.length);
    if (!isInForeignFolder(own)) files.push({ path: own, blob });
  }
  return files;
}

/** The texts of files at a commit, by path; one process of Git for all of them. */
export async function readFilesAt(
  repository: Repository,
  files: readonly GitFile[],
): Promise<ReadonlyMap<string, string>> {
  if (files.length === 0) return new Map();
  const request = files.map((file) => `${file.blob}\n`).join('');
  const answer = await git(repository, ['cat-file', '--batch'], request);
  const texts = new Map<string, string>();
  let offset = 0;
  for (const file of files) {
    // <id> SP <type> SP <size> LF <content> LF
    const lineEnd = answer.indexOf(10, offset);
    const size = Number(answer.toString('latin1', offset, lineEnd).split(' ')[2]);
    offset = lineEnd + 1;
    if (Number.isNaN(size)) continue; // "<id> missing": a partial clone
    texts.set(file.path, answer.toString('utf8', offset, offset + size));
    offset += size + 1;
  }
  return texts;
}
