import type { Entry } from './node.ts';

/** The key of an entry as JavaScript objects and paths have it: always text. */
export function keyOf(entry: Entry): string {
  return entry.key.value === null ? '' : String(entry.key.value);
}
