import { assembleDocument } from './assemble-document.ts';
import { parentOf, type Work, yamlChunk } from './chunk.ts';
import type { Chunk, Context, Document, TextEdit } from './document.ts';
import { openDocument } from './open-document.ts';
import { samePath } from './paths.ts';
import { type Piece, recut } from './recut.ts';
import { spliced } from './spliced.ts';
import { chunkIndexAt, textOf } from './text-of.ts';

/**
 * The document after some edits, each made to the result of the one before. It equals a fresh reading of the new text,
 * but only the chunks that an edit touched are parsed; all others are the same objects.
 */
export function editDocument(
  document: Document,
  edits: readonly TextEdit[],
  work: Work = { chunksParsed: 0 },
): Document {
  return edits.reduce((edited, edit) => applyEdit(edited, clamp(edit, edited.length), work), document);
}

function applyEdit(document: Document, edit: TextEdit, work: Work): Document {
  const { language, chunks, contexts } = document;
  if (language === 'json') {
    const text = textOf(document);
    return openDocument(text.slice(0, edit.start) + edit.text + text.slice(edit.end), language, work);
  }
  const { from, to, pieces } = recut(document, edit);
  const fresh = pieces.map((piece) => {
    const old = untouched(document, piece, edit);
    return old ?? yamlChunk(piece.text, piece.context, new Map(), work);
  });
  return assembleDocument(
    language,
    spliced(chunks, from, to, fresh),
    spliced(
      contexts,
      from,
      to,
      pieces.map(({ context }) => context),
    ),
    work,
  );
}

/** The old chunk that a piece before or behind the edit was, if it is read as it was. */
function untouched(document: Document, piece: Piece, edit: TextEdit): Chunk | null {
  const isBehind = piece.start >= edit.start + edit.text.length;
  const oldStart = isBehind ? piece.start - edit.text.length + (edit.end - edit.start) : piece.start;
  const { chunks, starts, contexts } = document;
  const index = chunkIndexAt(document, oldStart);
  const chunk = chunks[index];
  if (!chunk || starts[index] !== oldStart || chunk.text !== piece.text) return null;
  if (readAs(contexts[index]) !== readAs(piece.context)) return null;
  // Below a renamed key, the items are what they were, in another place.
  const parent = parentOf(piece.context);
  return samePath(chunk.parent, parent) ? chunk : { ...chunk, parent };
}

/** The same text is parsed to the same chunk wherever this is the same. */
function readAs(context: Context | undefined): Context['kind'] | undefined {
  return context?.kind === 'first-item' ? 'item' : context?.kind;
}

function clamp({ start, end, text }: TextEdit, length: number): TextEdit {
  const from = Math.max(0, Math.min(start, length));
  return { start: from, end: Math.max(from, Math.min(end, length)), text };
}
