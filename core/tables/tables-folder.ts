import { join } from 'node:path';
import type { AssetKey } from '../definitions/asset.ts';

/** The folder that holds the tables of all feature groups. */
export function tablesFolder(storage: string): string {
  return join(storage, 'tables');
}

/** The folder of one version of a feature group. */
export function tableFolder(storage: string, key: AssetKey): string {
  return join(tablesFolder(storage), tableName(key));
}

/** `flights_1`: what the table is called on the disk, and for those who open it without Plumbline. */
export function tableName(key: AssetKey): string {
  return `${key.name}_${key.version ?? 1}`;
}

/** Whether a folder's name is one that `tableName` gives. */
export function isTableName(name: string): boolean {
  return /^[A-Za-z][\w-]*_\d+$/.test(name);
}
