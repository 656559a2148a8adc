import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The path behind a URI; undefined for what is not a file on this machine (an unsaved text, a Git revision). */
export function pathOfUri(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

export function uriOfPath(root: string, path: string): string {
  return pathToFileURL(resolve(root, path)).href;
}

/** The path below a root, with `/`; undefined for what lies outside. */
export function pathBelow(root: string, path: string): string | undefined {
  const way = relative(root, path);
  return way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
    ? undefined
    : way.replaceAll(sep, '/');
}
