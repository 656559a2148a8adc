import type { QueryEngine, Relation } from '../engine/query-engine.ts';
import type { KeptEvidence } from './evidence/kept-evidence.ts';

/** What evidence is gathered with, for all rounds of one validation. */
export interface Gathering {
  readonly engine: QueryEngine;
  /** What earlier runs found out about files; without it everything is found out anew. */
  readonly kept: KeptEvidence | undefined;
  readonly tally: ReadTally;
}

/** From where evidence came. */
export type Source =
  /** What the files say of themselves, without their rows. */
  | 'statistics'
  /** What earlier runs found in the same files. */
  | 'kept'
  /** The different values of a column, counted once. */
  | 'values'
  /** The one scan that all plain figures share. */
  | 'scan'
  /** A query of its own. */
  | 'passes';

/** Counts what was read, for telling it. */
export interface ReadTally {
  /** Pieces of evidence, by where they came from. */
  readonly by: Record<Source, number>;
  /** Data files of which rows were read. */
  readonly files: Set<string>;
}

export function newGathering(engine: QueryEngine, kept: KeptEvidence | undefined): Gathering {
  return { engine, kept, tally: { by: { statistics: 0, kept: 0, values: 0, scan: 0, passes: 0 }, files: new Set() } };
}

/** Notes that the rows of these files are read; by default those of all. */
export function noteRead({ tally }: Gathering, { files }: Relation, some = files?.all ?? []): void {
  for (const { path } of some) tally.files.add(path);
}
