import { join } from 'node:path';
import type { AssetKey } from '../definitions/asset.ts';
import type { DataFormat } from '../engine/data-source.ts';
import { exists, makeFolder, namesIn, readTextIfThere, remove } from '../platform/files.ts';
import { withLock } from '../platform/lock.ts';
import { isInside, realPath } from '../platform/paths.ts';
import { PlumblineError } from '../platform/problem.ts';
import { promoteFile, writeAtomically } from '../platform/write-atomically.ts';
import { isId } from '../registry/new-id.ts';

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
  /** A file in the folder; its name is never used twice. */
  readonly file: string;
  /** The file before it: who began to read it may still be at it. */
  readonly previous?: string;
}

type Index = Readonly<Record<string, Entry | undefined>>;

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
  const { file, previous: _, ...rest } = entry;
  const folder = keptDataFolder(storage);
  const path = join(folder, file);
  // The index may have come with a folder from anywhere; what it names elsewhere is nobody's rows.
  if (!isInside(realPath(folder), realPath(path))) return undefined;
  return (await exists(path)) ? { ...rest, path } : undefined;
}

/** The runs whose rows are the current ones of some feature group. */
export async function runsWithKeptData(storage: string): Promise<ReadonlySet<string>> {
  return new Set(Object.values(await readIndex(storage)).flatMap((entry) => entry?.run ?? []));
}

/** The folder that holds the rows of all feature groups. */
export function keptDataFolder(storage: string): string {
  return join(storage, 'feature_groups');
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
  const folder = keptDataFolder(storage);
  await makeFolder(folder);
  await withLock(
    join(folder, 'index.lock'),
    async () => {
      const before = await readIndex(storage);
      const after: Record<string, Entry | undefined> = { ...before };
      for (const { key, path, format } of outputs) {
        const file = `${nameOf(key)}-${run}${EXTENSIONS[format]}`;
        await promoteFile(path, join(folder, file));
        const previous = before[nameOf(key)]?.file;
        after[nameOf(key)] = { file, format, run, at: new Date().toISOString(), ...(previous && { previous }) };
      }
      await writeAtomically(join(folder, INDEX), `${JSON.stringify(after, null, 2)}\n`);
      await removeOthers(folder, after);
    },
    { what: 'the data of the feature groups' },
  );
}

/** What no entry names any more: older rows, and what a killed process had put there before it came to the index. */
async function removeOthers(folder: string, index: Index): Promise<void> {
  const named = new Set(Object.values(index).flatMap((entry) => [entry?.file, entry?.previous]));
  const others = (await namesIn(folder)).filter((name) => !named.has(name) && isRows(name));
  for (const name of others) await remove(join(folder, name));
}

/** Whether a file's name is one that `keepOutputs` gives. */
function isRows(name: string): boolean {
  const [, run = '', extension = ''] = /-([^-.]+)(\.[a-z]+)$/.exec(name) ?? [];
  return isId(run) && Object.values(EXTENSIONS).includes(extension);
}

const INDEX = 'index.json';

async function readIndex(storage: string): Promise<Index> {
  const text = await readTextIfThere(join(keptDataFolder(storage), INDEX));
  if (text === undefined) return {};
  try {
    return JSON.parse(text) as Index;
  } catch (cause) {
    throw new PlumblineError('failed', 'the index of the kept rows is damaged', {
      where: join(keptDataFolder(storage), INDEX),
      help: 'remove the folder and run the pipelines again',
      cause,
    });
  }
}

const nameOf = (key: AssetKey) => `${key.name}_${key.version ?? 1}`;
