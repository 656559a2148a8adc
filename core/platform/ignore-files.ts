import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { posixRelative } from './paths.ts';

/**
 * The `.gitignore` files that hold in a folder, the nearest first: a nearer file overrules one further up.
 * Paths are POSIX and relative to the project; a folder's path ends with a slash. Each layer turns such a path into
 * one relative to its own file: it cuts off `strip` characters, or puts `prefix` before it.
 */
export interface IgnoreLayers {
  readonly rules: Ignore;
  readonly strip: number;
  readonly prefix: string;
  readonly above: IgnoreLayers | undefined;
}

/** To be asked only of what stands in a folder that is not ignored itself. */
export function isIgnored(layers: IgnoreLayers | undefined, path: string): boolean {
  for (let layer = layers; layer !== undefined; layer = layer.above) {
    const verdict = layer.rules.test(ownPath(layer, path));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

/** The layers that hold inside a folder: those around it, and its own `.gitignore` (`folder` is '' or ends with a slash). */
export function layersIn(around: IgnoreLayers | undefined, folder: string, ownText: string | undefined) {
  const above = folder === '' ? around : reopened(around, folder);
  return ownText === undefined ? above : { rules: rulesOf(ownText), strip: folder.length, prefix: '', above };
}

/**
 * What the repository around the project says about it: `.git/info/exclude`, and the `.gitignore` files above.
 * A project that is itself ignored up there was opened on purpose: then those files say nothing.
 */
export function layersAbove(root: string): IgnoreLayers | undefined {
  const folders = foldersUpToRepository(root);
  const top = folders.at(-1);
  if (top === undefined) return undefined;
  let layers = layerAbove(root, top, join('.git', 'info', 'exclude'), undefined);
  for (const folder of folders.toReversed()) {
    if (folder !== root) layers = layerAbove(root, folder, '.gitignore', layers);
  }
  return top !== root && isIgnored(layers, '') ? undefined : layers;
}

export function ignoreFileIn(folder: string): string | undefined {
  return readOr(join(folder, '.gitignore'));
}

function layerAbove(root: string, folder: string, file: string, above: IgnoreLayers | undefined) {
  const text = readOr(join(folder, file));
  if (text === undefined) return above;
  const way = posixRelative(folder, root);
  return { rules: rulesOf(text), strip: 0, prefix: way === '' ? '' : `${way}/`, above };
}

/** The project and the folders above it, up to the one that has `.git`; none outside a repository. */
function foldersUpToRepository(root: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = root; ; folder = dirname(folder)) {
    folders.push(folder);
    if (statSync(join(folder, '.git'), { throwIfNoEntry: false }) !== undefined) return folders;
    if (dirname(folder) === folder) return [];
  }
}

/**
 * Where a nearer file has re-included a folder, the ones further up still judge what is in it, file by file.
 * Their matcher would condemn all of it with the folder, so there it is told that the folder is open.
 */
function reopened(layers: IgnoreLayers | undefined, folder: string): IgnoreLayers | undefined {
  if (layers === undefined) return undefined;
  const above = reopened(layers.above, folder);
  const own = ownPath(layers, folder);
  if (!layers.rules.test(own).ignored) return above === layers.above ? layers : { ...layers, above };
  return {
    ...layers,
    rules: newRules()
      .add(layers.rules)
      .add(`!/${literal(own)}`),
    above,
  };
}

function ownPath(layer: IgnoreLayers, path: string): string {
  return layer.prefix + path.slice(layer.strip);
}

function literal(path: string): string {
  return path.replace(/[\\*?[\] ]/g, '\\$&');
}

function rulesOf(text: string): Ignore {
  return newRules().add(text);
}

/** Git compares letters exactly where the file system does. */
function newRules(): Ignore {
  return ignore({ ignorecase: process.platform !== 'linux' });
}

function readOr(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
