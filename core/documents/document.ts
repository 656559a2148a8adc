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
  /** What only the whole document shows (duplicate keys in two chunks, unknown anchors); absolute offsets. */
  readonly problems: readonly SyntaxProblem[];
}

/**
 * Whole lines that are parsed together: one top-level key (of a map), or one item of a top-level block list.
 * All offsets inside are relative to the chunk.
 */
export interface Chunk {
  readonly text: string;
  /** Where `node` hangs in the document's value: `[]` for a (partial) root map, `['expectations']` for an item of that list. */
  readonly parent: Path;
  /** What `node` is to its parent: entries of it, or one item of the list there. */
  readonly role: 'entries' | 'item' | 'nothing';
  readonly node: Node | null;
  readonly problems: readonly SyntaxProblem[];
}

/** Replace `[start, end)` of the old text by `text`. Several are applied one after the other, as LSP sends them. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
