import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './file-problem.ts';

/** 20 attempts in about two seconds: longer than a virus scanner holds a file, shorter than a person's patience. */
const pauses: readonly number[] = [1, 2, 5, 10, 20, 50, ...Array<number>(14).fill(140)];

/**
 * Windows refuses to replace or remove a file that another process has open at that moment, if only to scan it.
 * Elsewhere these codes are final, and no time is spent on them.
 */
export function isPassing(error: unknown, platform: NodeJS.Platform = process.platform): boolean {
  const code = errorCode(error);
  return platform === 'win32' && (code === 'EPERM' || code === 'EBUSY' || code === 'EACCES');
}

/** Does it again while the failure is one that passes, and in the end throws the last failure. */
export async function patiently<T>(
  action: () => Promise<T>,
  passes: (error: unknown) => boolean = isPassing,
): Promise<T> {
  for (const pause of pauses) {
    try {
      return await action();
    } catch (error) {
      if (!passes(error)) throw error;
      await sleep(pause);
    }
  }
  return action();
}
