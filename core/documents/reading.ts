import type { Anchors } from './links.ts';
import type { Node, SyntaxProblem } from './node.ts';

/** What is known and gathered while the nodes of one chunk of YAML are read. */
export interface Reading {
  readonly text: string;
  /** Anchors that earlier chunks have set. */
  readonly outer: Anchors;
  /** Offsets of keys that the parser found on several lines: the lines above the last are half-typed keys. */
  readonly brokenKeys: ReadonlySet<number>;
  /** Anchors set here; `open` while the node that the anchor marks is being read. */
  readonly sets: Map<string, Node | null | 'open'>;
  /** Anchors looked up in `outer`. */
  readonly uses: Map<string, Node | null | undefined>;
  readonly problems: SyntaxProblem[];
  /** Levels above the node that is being read. */
  depth: number;
  /** Nodes copied for aliases so far. */
  copied: number;
}
