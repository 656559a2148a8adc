/** Offsets into the text that a node was read from: `start` inclusive, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What YAML and JSON texts have in common. One type for both, so that nothing above this folder knows which it reads. */
export type Node = ScalarNode | MapNode | ListNode;

/**
 * Where YAML says `*name`, the node stands for what `&name` marks: it has that value, and it and all nodes below it
 * have the span of the alias and its name here. So a finding lands on the alias, and an edit knows to keep away.
 */
interface MaybeAlias extends Span {
  readonly alias?: string;
}

export interface ScalarNode extends MaybeAlias {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** True where the text stands in quotes, so that a rename or a fix can keep them. */
  readonly quoted: boolean;
}

export interface MapNode extends MaybeAlias {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
}

/** Spans the key and the value. */
export interface Entry extends Span {
  readonly key: ScalarNode;
  /** Null where nothing is typed yet after the colon. */
  readonly value: Node | null;
  /** Stands here because YAML's `<<` takes it over from another map; a key of the map itself comes first. */
  readonly merged?: true;
}

export interface ListNode extends MaybeAlias {
  readonly kind: 'list';
  readonly items: readonly (Node | null)[];
}

/** What is wrong with a text as YAML or JSON; never thrown, always beside the value. */
export interface SyntaxProblem extends Span {
  readonly code: string;
  readonly message: string;
}

/** Keys (always strings) and indexes (numbers) that lead from the root of a document to a node. */
export type Path = readonly (string | number)[];
