import type { QueryOptions } from '../../engine/query-engine.ts';
import type { Compiled, Rows } from '../compiled.ts';
import type { Gathering, Source } from '../gathering.ts';
import type { Answer, Need } from '../need.ts';

/** A need, and the rows that it is about. */
export interface Request {
  readonly need: Need;
  readonly rows: Rows;
}

/** Requests that one compiled need answers; each reads the answer in its own way. */
export interface Shared<C extends Compiled = Compiled> {
  readonly compiled: C;
  readonly rows: Rows;
  readonly readers: Map<Request, C>;
}

/** What answers one or more requests together. */
export interface Step {
  readonly requests: readonly Request[];
  run(gathering: Gathering, options: QueryOptions): Promise<ReadonlyMap<Request, Answer>>;
  /** The same, need by need: for finding out which of them fails. */
  readonly parts: readonly Step[];
}

/** Gives every request that shares a need its reading of the answer. */
export function answers<C extends Compiled>(
  { readers }: Shared<C>,
  read: (reader: C) => Answer,
): readonly (readonly [Request, Answer])[] {
  return [...readers].map(([request, reader]) => [request, read(reader)] as const);
}

export function requestsOf({ readers }: Shared): readonly Request[] {
  return [...readers.keys()];
}

/** Counts where the evidence for some needs came from. */
export function noteSource({ tally }: Gathering, source: Source, needs = 1): void {
  tally.by[source] += needs;
}
