import { join } from 'node:path';
import { readTextIfThere } from '../platform/files.ts';
import { writeAtomically } from '../platform/write-atomically.ts';

/**
 * Figures of something that is running, such as the requests of a deployment: too many changes for the database, which
 * is written as a whole. Each is a small file of its own; what it says is lost with it, and nothing rests on it.
 */
export async function writeSnapshot(storage: string, name: string, value: unknown): Promise<void> {
  await writeAtomically(snapshotFile(storage, name), JSON.stringify(value));
}

/** What was written last; undefined where there is none, or it cannot be read. */
export async function readSnapshot(storage: string, name: string): Promise<unknown> {
  const text = await readTextIfThere(snapshotFile(storage, name));
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `name` is `deployments/arrival_delay`. */
export function snapshotFile(storage: string, name: string): string {
  return join(storage, 'snapshots', `${name}.json`);
}
