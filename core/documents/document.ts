import type { Links } from './links.ts';
import type { Node, Path, SyntaxProblem } from './node.ts';

export type Language = 'yaml' | 'json';

/**
 * A text as immutable chunks of whole lines. An edit makes a new document that shares every chunk it did not touch
 * (`===`), so whatever is derived from a chunk can be cached on it.
 */
export interface Document {
  readonly language: Language;
  readonly length: number;
  readonly chunks: readonly Chunk[];
  /** Absolute offset of each chunk; same length as `chunks`. */
  readonly starts: readonly number[];
  /** How the text was being read where each chunk starts; same length as `chunks`. An edit takes up the reading there. */
  readonly contexts: readonly Context[];
  /** What only the whole document shows (the same key in two chunks, a second document); absolute offsets. */
  readonly problems: readonly SyntaxProblem[];
}

/**
 * What the lines from here on need to know of all lines before:
 * - `start`: nothing but comments yet; the first chunk
 * - `entry`: a top-level entry begins
 * - `first-item`, `item`: an item of `list` begins, and the first one sets the indentation
 * - `rest`: a second document begins, which is not read
 */
export interface Context {
  readonly kind: 'start' | 'entry' | 'first-item' | 'item' | 'rest';
  /** The list that this is an item of; for an entry, the list before it, which broken text may continue. */
  readonly list: SplitList | null;
}

/** A block list whose items are chunks. */
export interface SplitList {
  readonly parent: Path;
  /** Spaces before the dashes. */
  readonly indent: number;
}

/**
 * Whole lines that are parsed together: one top-level key (of a map), or one item of a top-level block list, with the
 * comments directly above. All offsets inside are relative to the chunk.
 */
export interface Chunk {
  readonly text: string;
  /** Where `node` hangs in the document's value: `[]` for a (partial) root map, `['expectations']` for an item of that list. */
  readonly parent: Path;
  /** What `node` is to its parent: entries of it (or all of a root that is no map), or one item of the list there. */
  readonly role: 'entries' | 'item' | 'nothing';
  readonly node: Node | null;
  /** Spaces before the block map or block list that the chunk holds; null for any other content, and for JSON. */
  readonly column: number | null;
  /** The anchors that the chunk sets and uses, where it has any. */
  readonly links: Links | null;
  readonly problems: readonly SyntaxProblem[];
}

/** Replace `[start, end)` of the old text by `text`. Several are applied one after the other, as LSP sends them. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
