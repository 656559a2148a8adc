import { resolve } from 'node:path';

/**
 * The folder in which a project keeps what happened: `registry.db`, `results/`, `runs/`, `tables/`.
 * `storage:` in plumbline.yaml may put it anywhere on this machine; it is never shared over a network.
 */
export function storageFolder(root: string, configured: string | undefined): string {
  return resolve(root, configured ?? '.plumbline');
}
