import { dirname, resolve } from 'node:path';
import { type DataSource, isAddress } from '../core/engine/data-source.ts';
import { exists, statOf } from '../core/platform/files.ts';
import { PlumblineError } from '../core/platform/problem.ts';

/** Data that the user named: a file, a folder of Parquet files, or a glob; for Spark also an address (`s3a://…`). */
export async function dataFile(name: string, engine: 'duckdb' | 'spark' = 'duckdb'): Promise<DataSource> {
  if (engine === 'spark' && isAddress(name)) return { path: name, label: name };
  const path = resolve(name);
  if (!/[*?[]/.test(name) && !(await exists(path))) {
    throw new PlumblineError('failed', 'there is no such file', {
      where: name,
      help: 'Parquet, CSV (.gz too), JSON or JSON lines',
    });
  }
  return { path, label: name };
}

/** What the engine is let into. */
export interface Reach {
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

/** What the engine has to be let into for data: the file alone, a folder, or the folder up to the first wildcard. */
export async function reachOf(path: string): Promise<Reach> {
  const fixed = path.split(/[*?[]/)[0] ?? path;
  if (fixed !== path) return { folders: [dirname(`${fixed}x`)], files: [] };
  return (await statOf(path))?.kind === 'folder' ? { folders: [path], files: [] } : { folders: [], files: [path] };
}
