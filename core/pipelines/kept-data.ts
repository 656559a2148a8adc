import { join } from 'node:path';
import type { AssetKey } from '../definitions/asset.ts';
import type { DataFormat } from '../engine/data-source.ts';
import { exists, makeFolder, readTextIfThere, remove } from '../platform/files.ts';
import { withLock } from '../platform/lock.ts';
import { promoteFile, writeAtomically } from '../platform/write-atomically.ts';

/** The rows of a feature group, as the last good run left them. */
export interface KeptData {
  /** Absolute path. */
  readonly path: string;
  readonly format: DataFormat;
  readonly run: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

interface Entry extends Omit<KeptData, 'path'> {
  /** File in the folder; its name is never used twice, so that readers of an older one are not disturbed. */
  readonly file: string;
}

const EXTENSIONS: Readonly<Record<DataFormat, string>> = {
  parquet: '.parquet',
  csv: '.csv',
  json: '.json',
  'json-lines': '.jsonl',
};

/** Where a feature group's rows are; undefined before the first successful run. */
export async function keptData(storage: string, key: AssetKey): Promise<KeptData | undefined> {
  const entry = (await readIndex(storage))[nameOf(key)];
  if (entry === undefined) return undefined;
  const { file, ...rest } = entry;
  const path = join(folderOf(storage), file);
  return (await exists(path)) ? { ...rest, path } : undefined;
}

/**
 * Takes the finished outputs of one run, all of them or none: the files get names of their own, and one atomic write of
 * the index makes them the current ones. A process killed before that leaves everything as it was.
 */
export async function keepOutputs(
  storage: string,
  run: string,
  outputs: readonly { readonly key: AssetKey; readonly path: string; readonly format: DataFormat }[],
): Promise<void> {
  if (outputs.length === 0) return;
  await makeFolder(folderOf(storage));
  await withLock(join(folderOf(storage), 'index.lock'), async () => {
    const before = await readIndex(storage);
    const after: Record<string, Entry | undefined> = { ...before };
    for (const { key, path, format } of outputs) {
      const file = `${nameOf(key)}-${run}${EXTENSIONS[format]}`;
      await promoteFile(path, join(folderOf(storage), file));
      after[nameOf(key)] = { file, format, run, at: new Date().toISOString() };
    }
    await writeAtomically(indexOf(storage), `${JSON.stringify(after, null, 2)}\n`);
    for (const { key } of outputs) {
      const old = before[nameOf(key)]?.file;
      if (old !== undefined && old !== after[nameOf(key)]?.file) await remove(join(folderOf(storage), old));
    }
  });
}

async function readIndex(storage: string): Promise<Readonly<Record<string, Entry | undefined>>> {
  const text = await readTextIfThere(indexOf(storage));
  return text === undefined ? {} : (JSON.parse(text) as Record<string, Entry>);
}

const folderOf = (storage: string) => join(storage, 'feature_groups');
const indexOf = (storage: string) => join(folderOf(storage), 'index.json');
const nameOf = (key: AssetKey) => `${key.name}_${key.version ?? 1}`;
