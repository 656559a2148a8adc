import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { type IgnoreLayers, ignoreFileIn, isIgnored, layersAbove, layersIn } from './ignore-files.ts';

export interface ListedFile {
  /** Relative to the root, in POSIX form. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Of the last change, in milliseconds since 1970. */
  readonly mtimeMs: number;
}

export interface WalkOptions {
  /** Tells by name which files are wanted; the others cost next to nothing. All of them by default. */
  readonly accept?: (name: string) => boolean;
  /** More folders never to enter, relative to the root, in POSIX form: the storage folder, for one. */
  readonly skip?: readonly string[];
}

/** Folders that hold what tools made or fetched, never what a person wrote. */
const foreignFolders: ReadonlySet<string> = new Set([
  '.git',
  '.venv',
  'venv',
  'node_modules',
  '__pycache__',
  '.plumbline',
  'dist',
]);

/** Other work of the process waits no longer than this for a walk. */
const sliceMs = 10;

/**
 * Lists the files of a project. Never enters foreign folders, virtual environments of any name, or what `.gitignore`
 * files ignore. Symbolic links are not listed: what they point to inside the project is found where it is, and what is
 * outside is not the project's. Folders that cannot be read are passed over.
 */
export async function walk(root: string, options: WalkOptions = {}): Promise<readonly ListedFile[]> {
  const files: ListedFile[] = [];
  let sliceStart = performance.now();
  for (const found of filesBelow(root, '', layersAbove(root), options)) {
    files.push(found);
    if (performance.now() - sliceStart < sliceMs) continue;
    await breathe();
    sliceStart = performance.now();
  }
  return files;
}

/** True if `walk` would list a file of this path, whether or not it exists: the same rules, for one changed file. */
export function isListed(root: string, path: string, options: WalkOptions = {}): boolean {
  const names = path.split('/');
  const name = names.pop() ?? '';
  if (options.accept?.(name) === false) return false;
  let folder = '';
  let layers = layersIn(layersAbove(root), folder, ignoreFileIn(root));
  for (const next of names) {
    if (!isEntered(next, folder + next, layers, options)) return false;
    folder += `${next}/`;
    if (statOr(join(root, folder, 'pyvenv.cfg')) !== undefined) return false;
    layers = layersIn(layers, folder, ignoreFileIn(join(root, folder)));
  }
  return !isIgnored(layers, path);
}

/** True for a POSIX path with a foreign folder in it, for lists that do not come from the disk. */
export function isInForeignFolder(path: string): boolean {
  const folders = path.split('/').slice(0, -1);
  return folders.some((name) => foreignFolders.has(name));
}

/** `folder` is '' or ends with a slash. */
function* filesBelow(
  root: string,
  folder: string,
  around: IgnoreLayers | undefined,
  options: WalkOptions,
): Generator<ListedFile> {
  const entries = entriesOf(join(root, folder));
  if (folder !== '' && has(entries, 'pyvenv.cfg')) return;
  const ownText = has(entries, '.gitignore') ? ignoreFileIn(join(root, folder)) : undefined;
  const layers = layersIn(around, folder, ownText);

  for (const entry of entries) {
    const path = folder + entry.name;
    if (entry.isDirectory()) {
      if (isEntered(entry.name, path, layers, options)) yield* filesBelow(root, `${path}/`, layers, options);
    } else if (entry.isFile() && options.accept?.(entry.name) !== false && !isIgnored(layers, path)) {
      const found = statOr(`${root}/${path}`);
      if (found !== undefined) yield { path, size: found.size, mtimeMs: found.mtimeMs };
    }
  }
}

function isEntered(name: string, path: string, layers: IgnoreLayers | undefined, options: WalkOptions): boolean {
  return !foreignFolders.has(name) && options.skip?.includes(path) !== true && !isIgnored(layers, `${path}/`);
}

function has(entries: readonly Dirent[], name: string): boolean {
  return entries.some((entry) => entry.name === name);
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function statOr(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
