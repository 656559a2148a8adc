import { join, resolve } from 'node:path';
import { type GxFile, readGxFile } from '../core/expectations/exchange/gx-file.ts';
import { readText, statOf } from '../core/platform/files.ts';
import { toPosix } from '../core/platform/paths.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import { walk } from '../core/platform/walk.ts';

/** A file that may be one of Great Expectations. */
export interface FoundFile {
  /** As a person finds it from where they stand. */
  readonly file: string;
  readonly path: string;
  readonly text: string;
  readonly found: GxFile;
  /** Whether it was named itself, not the folder that it lies in. */
  readonly named: boolean;
}

/** The files that were named, and all JSON and YAML files in the folders that were. */
export async function gxFiles(named: readonly string[]): Promise<readonly FoundFile[]> {
  const files = await Promise.all(named.map(filesAt));
  const byPath = new Map<string, { readonly file: string; readonly named: boolean }>();
  for (const { path, ...each } of files.flat()) if (!byPath.get(path)?.named) byPath.set(path, each);
  const found: FoundFile[] = [];
  for (const [path, { file, named }] of byPath) {
    const text = await readText(path);
    found.push({ file, path, text, named, found: readGxFile(text, /\.ya?ml$/i.test(path) ? 'yaml' : 'json') });
  }
  return found;
}

async function filesAt(name: string) {
  const path = resolve(name);
  const found = await statOf(path);
  if (found === undefined) {
    throw new PlumblineError('failed', 'there is no such file or folder', {
      where: name,
      help: 'give a suite of Great Expectations, or the folder that it keeps its files in, such as gx',
    });
  }
  if (found.kind !== 'folder') return [{ path, file: toPosix(name), named: true }];
  const listed = await walk(path, { accept: (each) => /\.(json|ya?ml)$/i.test(each) });
  return listed.map((each) => ({ path: join(path, each.path), file: toPosix(join(name, each.path)), named: false }));
}
