/** Offsets into the text that a node was read from: `start` inclusive, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What YAML and JSON texts have in common. One type for both, so that nothing above this folder knows which it reads. */
export type Node = ScalarNode | MapNode | ListNode;

export interface ScalarNode extends Span {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** True where the text stands in quotes, so that a rename or a fix can keep them. */
  readonly quoted: boolean;
}

export interface MapNode extends Span {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
}

export interface Entry extends Span {
  readonly key: ScalarNode;
  /** Null where nothing is typed yet after the colon. */
  readonly value: Node | null;
}

export interface ListNode extends Span {
  readonly kind: 'list';
  readonly items: readonly (Node | null)[];
}

/** What is wrong with a text as YAML or JSON; never thrown, always beside the value. */
export interface SyntaxProblem extends Span {
  readonly code: string;
  readonly message: string;
}

/** Keys and indexes that lead from the root of a document to a node. */
export type Path = readonly (string | number)[];
