import { readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep, win32 } from 'node:path';
import { fileProblem, isMissing } from './file-problem.ts';
import { PlumblineError } from './problem.ts';

/** Slashes forward, on every system: the form in which paths stand in definitions, findings and the registry. */
export function toPosix(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** The path from the root to a file, in POSIX form: `features/flights.feature-group.yaml`. */
export function posixRelative(root: string, path: string): string {
  return toPosix(relative(root, path));
}

/** True if the path is the folder itself or stands below it (by its letters; links are not looked at). */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/**
 * The absolute path of something that a definition names, relative to the project.
 * Refuses what leaves the project: absolute paths, `..`, and symbolic links that lead out. Nothing need exist there yet.
 */
export function resolveInside(root: string, path: string): string {
  if (path.includes('\0')) throw outside(path, 'the path has a zero character in it');
  if (isAbsolute(path) || win32.isAbsolute(path) || /^[a-z]:/i.test(path)) throw outside(path, 'the path is absolute');
  const absolute = resolve(root, path);
  if (!isInside(resolve(root), absolute)) throw outside(path, 'it leads out of the project by `..`');
  if (!isInside(realPath(root), realPath(absolute)))
    throw outside(path, 'a symbolic link in it leads out of the project');
  return absolute;
}

/** Where a path really leads, also where nothing is yet: a link whose target is missing still says where it would be. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    const above = dirname(path);
    if (!isMissing(error) || above === path) throw fileProblem('cannot follow the path', path, error);
    const target = linkTarget(path);
    return target === undefined ? join(realPath(above), basename(path)) : realPath(resolve(realPath(above), target));
  }
}

function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function outside(path: string, why: string): PlumblineError {
  return new PlumblineError('usage', 'paths stay inside the project', {
    where: path,
    why,
    help: 'give a path relative to plumbline.yaml, such as data/flights.csv',
  });
}
