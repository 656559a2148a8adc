import { join } from 'node:path';
import { copyFile, makeFolder, namesIn, remove } from '../platform/files.ts';
import { fingerprintOf } from '../platform/fingerprint.ts';
import { hashFolder } from '../platform/hash-folder.ts';
import { withLock } from '../platform/lock.ts';
import { promoteFolder } from '../platform/promote-folder.ts';
import { writeAtomically } from '../platform/write-atomically.ts';
import { findAsset, type NewAsset, nextVersion } from '../registry/assets.ts';
import type { Registry } from '../registry/registry.ts';
import type { Transaction } from '../registry/store.ts';
import { MODEL_VERSION, type ModelVersionDetails } from './model-version.ts';

/** The folder of a model version. */
export function versionFolder(storage: string, name: string, version: number): string {
  return join(modelFolder(storage, name), String(version));
}

function modelFolder(storage: string, name: string): string {
  return join(storage, 'models', name);
}

/** Copies the code that a version rests on into its folder; returns the hash of each file. */
export async function keepCode(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const code = join(folder, 'code');
  await makeFolder(code);
  for (const [path, from] of Object.entries(files)) await copyFile(from, join(code, path));
  return hashFolder(code);
}

/**
 * Makes a finished folder the next version of a model: it gets its name in one step, and what the registry has to know of
 * it is written in one transaction. Who is killed in between leaves a folder that no registry knows; the next one to come
 * here takes it away. Returns the number of the version.
 */
export async function keepVersion(
  registry: Registry,
  name: string,
  folder: string,
  details: ModelVersionDetails,
  record: (db: Transaction, asset: NewAsset) => void,
): Promise<number> {
  const { storage } = registry;
  const home = modelFolder(storage, name);
  await makeFolder(home);
  const lock = join(home, 'versions.lock');
  return withLock(
    lock,
    async () => {
      await removeUnknown(registry, name);
      const version = await registry.read((db) => nextVersion(db, MODEL_VERSION, name));
      const written = { name, version, ...details };
      await writeAtomically(join(folder, 'version.json'), `${JSON.stringify(written, null, 2)}\n`);
      const fingerprint = fingerprintOf(await hashFolder(folder));
      await promoteFolder(folder, versionFolder(storage, name, version));
      const file = `models/${name}/${version}`;
      await registry.write((db) => record(db, { kind: MODEL_VERSION, name, version, file, fingerprint, details }));
      return version;
    },
    { what: `the model ${name}`, timeoutMs: 60_000 },
  );
}

/** Folders of versions that were never registered. Only for one who holds the lock. */
async function removeUnknown({ read, storage }: Registry, name: string): Promise<void> {
  const numbers = (await namesIn(modelFolder(storage, name))).filter((each) => /^[1-9]\d*$/.test(each)).map(Number);
  const unknown = await read((db) => numbers.filter((version) => !findAsset(db, MODEL_VERSION, name, version)));
  for (const version of unknown) await remove(versionFolder(storage, name, version));
}
