import { dirname, join } from 'node:path';
import type { QueryEngine, QueryOptions } from '../engine/query-engine.ts';
import type { Sql } from '../engine/sql.ts';
import { makeFolder, namesIn, readTextIfThere, remove } from '../platform/files.ts';
import { PlumblineError } from '../platform/problem.ts';
import { promoteFolder } from '../platform/promote-folder.ts';
import { writeAtomically } from '../platform/write-atomically.ts';
import { newId } from '../registry/new-id.ts';
import { dataHash } from './data-hash.ts';
import type { Manifest } from './dataset-details.ts';

/** The file of one part of a training dataset. */
export function fileOf(folder: string, part: string): string {
  return join(folder, `${part}.parquet`);
}

/** What stands in the folder of a training dataset; undefined where there is none. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  const text = await readTextIfThere(join(folder, MANIFEST));
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Manifest;
  } catch (cause) {
    throw new PlumblineError('failed', 'the manifest of the training dataset is damaged', {
      where: join(folder, MANIFEST),
      help: 'remove the folder, and create the dataset again',
      cause,
    });
  }
}

/**
 * Writes a file for each part beside the folder, and gives the folder its name in one step. Only one writer may be at
 * work: what it finds beside the folder was left by one that was killed.
 */
export async function writeDatasetFolder(
  engine: QueryEngine,
  folder: string,
  manifest: Manifest,
  part: (name: string) => Sql,
  options: QueryOptions,
): Promise<void> {
  const [beside, prefix] = [dirname(folder), `.${manifest.dataset}-`];
  for (const name of await namesIn(beside)) {
    if (name.startsWith(prefix) && name.endsWith('.tmp')) await remove(join(beside, name));
  }
  const draft = join(beside, `${prefix}${newId()}.tmp`);
  await makeFolder(draft);
  try {
    for (const name of Object.keys(manifest.splits)) await engine.copy(part(name), fileOf(draft, name), options);
    await writeAtomically(join(draft, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    await promoteFolder(draft, folder);
  } finally {
    await remove(draft);
  }
}

/** The hash of what the files say. */
export async function hashOfFiles(
  engine: QueryEngine,
  folder: string,
  { columns, splits }: Manifest,
  options: QueryOptions,
): Promise<string> {
  const parts: Record<string, Sql> = {};
  const types = new Map<string, string>(columns.map(({ name, type }) => [name, type]));
  let hashed: Parameters<typeof dataHash>[1] = [];
  for (const name of Object.keys(splits)) {
    const relation = await engine.open({ path: fileOf(folder, name) }, options);
    parts[name] = relation.from;
    hashed = relation.columns.map((each) => ({ ...each, type: types.get(each.name) ?? each.type }));
  }
  return (await dataHash(engine, hashed, parts, options)).hash;
}

const MANIFEST = 'manifest.json';
