import type { Work } from '../documents/chunk.ts';

/** Counts what was done, for tests and benchmarks that must not depend on the machine's speed. */
export interface ProjectWork extends Work {
  /** Chunks whose meaning was read, because no earlier reading could be used again. */
  chunksRead: number;
  /** Files whose summary was put together. */
  filesRead: number;
}

export function noWorkYet(): ProjectWork {
  return { chunksParsed: 0, chunksRead: 0, filesRead: 0 };
}
