import type { ErrorKind } from '../core/platform/problem.ts';

/** What the command's end tells a script. Fixed: other people's pipelines rely on it. */
export const EXIT = { ok: 0, findings: 1, usage: 2, failed: 3, cancelled: 130 } as const;

export function exitCodeOf(kind: ErrorKind): number {
  return EXIT[kind];
}
