import type { Context, Document, TextEdit } from './document.ts';
import { samePath } from './paths.ts';
import { type Cut, START, splitYaml } from './split-yaml.ts';
import { chunkIndexAt } from './text-of.ts';

/** Pieces that take the place of `chunks[from..to)`. */
export interface Recut {
  readonly from: number;
  readonly to: number;
  readonly pieces: readonly Piece[];
}

export interface Piece {
  /** Absolute offset in the new text. */
  readonly start: number;
  readonly text: string;
  readonly context: Context;
}

/**
 * Cuts the surroundings of an edit anew: from the chunk before it, whose end may move, to the first old chunk behind it
 * that begins where a new one does, in the same context. From there on everything is as it was.
 */
export function recut(document: Document, edit: TextEdit): Recut {
  const { chunks, starts, contexts } = document;
  const from = Math.max(0, chunkIndexAt(document, edit.start) - 1);
  const base = starts[from] ?? 0;
  const shift = edit.text.length - (edit.end - edit.start);

  const oldIndexOf = (cut: Cut | undefined): number => {
    if (cut === undefined) return -1;
    const start = base + cut.start - shift;
    const index = chunkIndexAt(document, start);
    return start >= edit.end && starts[index] === start && sameContext(contexts[index], cut.context) ? index : -1;
  };

  for (let to = chunkIndexAt(document, edit.end) + 2; ; to = from + (to - from) * 4) {
    const old = chunks
      .slice(from, to)
      .map(({ text }) => text)
      .join('');
    const text = old.slice(0, edit.start - base) + edit.text + old.slice(edit.end - base);
    const cuts = splitYaml(text, contexts[from] ?? START, (cut) => oldIndexOf(cut) !== -1);
    const pieces = cuts.map(({ start, context }, i) => ({
      start: base + start,
      text: text.slice(start, cuts[i + 1]?.start),
      context,
    }));
    const met = oldIndexOf(cuts.at(-1));
    if (met !== -1) return { from, to: met, pieces: pieces.slice(0, -1) };
    if (to >= chunks.length) return { from, to: chunks.length, pieces };
  }
}

function sameContext(a: Context | undefined, b: Context): boolean {
  if (a?.kind !== b.kind) return false;
  if (a.list === null || b.list === null) return a.list === b.list;
  return a.list.indent === b.list.indent && samePath(a.list.parent, b.list.parent);
}
