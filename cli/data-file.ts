import { dirname, resolve } from 'node:path';
import type { DataSource } from '../core/engine/data-source.ts';
import { exists } from '../core/platform/files.ts';
import { PlumblineError } from '../core/platform/problem.ts';

/** Data that the user named: a file, a folder of Parquet files, or a glob. */
export async function dataFile(name: string): Promise<DataSource> {
  const path = resolve(name);
  if (!/[*?[]/.test(name) && !(await exists(path))) {
    throw new PlumblineError('usage', 'there is no such file', {
      where: name,
      help: 'Parquet, CSV (.gz too), JSON or JSON lines',
    });
  }
  return { path, label: name };
}

/** The folder that the engine has to be let into for a file: up to the first name with a wildcard. */
export function foldersOf(path: string): readonly string[] {
  const fixed = path.split(/[*?[]/)[0] ?? path;
  return fixed === path ? [dirname(path), path] : [dirname(`${fixed}x`)];
}
