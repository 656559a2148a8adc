import { join } from 'node:path';
import { sqlJsStore } from './sql-js-store.ts';
import type { RegistryStore } from './store.ts';

/** The one store of what happened: `registry.db` in the storage folder, and whole results beside it. */
export interface Registry extends RegistryStore {
  /** The storage folder, absolute. */
  readonly storage: string;
  /** The database; it is replaced at every write, so watch its folder. */
  readonly file: string;
}

export interface RegistryOptions {
  /** Hears what the user should know: that a damaged registry was restored. */
  readonly notify?: (message: string) => void;
}

/** Opens the registry of a storage folder. Nothing is loaded before the first read, or made before the first write. */
export async function openRegistry(storage: string, options: RegistryOptions = {}): Promise<Registry> {
  const file = join(storage, 'registry.db');
  return { storage, file, ...sqlJsStore(file, options.notify ?? ((message) => process.emitWarning(message))) };
}
