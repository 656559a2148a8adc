import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMissing } from './file-problem.ts';

/** File system types of Linux's statfs(2) that live on another machine: NFS, SMB (three generations), AFS, Ceph. */
const remoteTypes: ReadonlySet<number> = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x00c36400]);

/**
 * True where a path is known to lie on another machine's disk, whose renames and locks are not to be relied on.
 * Linux and Windows tell; elsewhere this is false.
 */
export async function isOnNetworkDrive(path: string): Promise<boolean> {
  if (process.platform === 'win32') return /^[\\/]{2}(?![.?])/.test(path);
  if (process.platform !== 'linux') return false;
  try {
    return remoteTypes.has((await statfs(path)).type);
  } catch (error) {
    return isMissing(error) && dirname(path) !== path && (await isOnNetworkDrive(dirname(path)));
  }
}
