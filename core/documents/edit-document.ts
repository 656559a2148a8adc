import { assembleDocument } from './assemble-document.ts';
import { parentOf, type Work, yamlChunk } from './chunk.ts';
import type { Chunk, Context, Document, TextEdit } from './document.ts';
import { openDocument } from './open-document.ts';
import { samePath } from './paths.ts';
import { type Piece, recut } from './recut.ts';
import { textOf } from './text-of.ts';

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
  const takeOld = supplyOf(chunks.slice(from, to), contexts.slice(from, to));
  const fresh = pieces.map((piece) => takeOld(piece) ?? yamlChunk(piece.text, piece.context, new Map(), work));
  return assembleDocument(
    language,
    [...chunks.slice(0, from), ...fresh, ...chunks.slice(to)],
    [...contexts.slice(0, from), ...pieces.map(({ context }) => context), ...contexts.slice(to)],
    work,
  );
}

/** Hands out old chunks that have the same text and meaning, each once. */
function supplyOf(chunks: readonly Chunk[], contexts: readonly Context[]): (piece: Piece) => Chunk | undefined {
  const supply = Map.groupBy(chunks.keys(), (i) => chunks[i]?.text);
  return ({ text, context }) => {
    const same = supply.get(text);
    const at = same?.findIndex((i) => reads(contexts[i]) === reads(context)) ?? -1;
    const chunk = same === undefined || at === -1 ? undefined : chunks[same.splice(at, 1)[0] ?? -1];
    const parent = parentOf(context);
    // Below a renamed key, the items are what they were, in another place.
    return chunk === undefined || samePath(chunk.parent, parent) ? chunk : { ...chunk, parent };
  };
}

/** The same text is parsed to the same chunk wherever this is the same. */
function reads(context: Context | undefined): Context['kind'] | undefined {
  return context?.kind === 'first-item' ? 'item' : context?.kind;
}

function clamp({ start, end, text }: TextEdit, length: number): TextEdit {
  const from = Math.max(0, Math.min(start, length));
  return { start: from, end: Math.max(from, Math.min(end, length)), text };
}
