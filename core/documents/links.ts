import type { Node } from './node.ts';

/** What `&name` marks, by name. Null is marked where the value is empty. */
export type Anchors = ReadonlyMap<string, Node | null>;

/** How a chunk hangs together with others through `&name` and `*name`. */
export interface Links {
  /** Set in this chunk, the last of a name; as nodes of this chunk. */
  readonly sets: Anchors;
  /** Used but not set in this chunk, with what they were when it was read; undefined for an unknown name. */
  readonly uses: ReadonlyMap<string, Node | null | undefined>;
}
