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

/** `flights@1`: what a table is called in words, in lineage and in the index of commits. */
export function tableLabel(key: Pick<AssetKey, 'name' | 'version'>): string {
  return `${key.name}@${key.version ?? 1}`;
}

/** The label of the table in a folder that `tableName` named. */
export function labelOfTable(name: string): string {
  return name.replace(/_(\d+)$/, '@$1');
}

/** Whether a folder's name is one that `tableName` gives. */
export function isTableName(name: string): boolean {
  return /^[A-Za-z][\w-]*_\d+$/.test(name);
}
