import type { MapShape } from '../../../core/definitions/shape.ts';
import { shapeOfDocument } from '../../../core/definitions/shape-of-kind.ts';
import { commentsOf } from '../../../core/documents/comments-of.ts';
import { columnAt, isFlow } from '../../../core/documents/cursor.ts';
import { findNode } from '../../../core/documents/find-node.ts';
import type { ScalarNode, Span } from '../../../core/documents/node.ts';
import { pathAt } from '../../../core/documents/path-at.ts';
import type { Place as Spot } from '../../../core/documents/place.ts';
import { rootOf } from '../../../core/documents/root-of.ts';
import { chunkAt } from '../../../core/documents/text-of.ts';
import type { Place } from '../place.ts';

/** What the cursor points at, and what the file may have there. */
export interface Ground extends Place {
  readonly spot: Spot;
  readonly root: MapShape;
  /** Entries on lines of their own, in brackets on one line, or in quotes and brackets. */
  readonly style: 'block' | 'flow' | 'json';
}

/** Where something may be filled in. */
export interface Cursor extends Ground {
  /** What is typed already; a choice replaces it. */
  readonly typed: Typed;
  /** What the lines of a block need beyond the indentation of the cursor's own line: the width of its dashes. */
  readonly margin: string;
}

export interface Typed extends Span {
  /** The quote that it begins with, or nothing. */
  readonly quote: string;
}

/** Undefined in a comment. */
export function groundAt(place: Place): Ground | undefined {
  const { document, file, offset } = place;
  if (isInComment(place)) return undefined;
  const spot = pathAt(document, offset);
  return { ...place, spot, root: shapeOfDocument(file.kind, document), style: styleAt(place, spot) };
}

/** Undefined where nothing can be filled in: behind a value, in a text of several lines, in brackets without a comma. */
export function cursorAt(ground: Ground): Cursor | undefined {
  const { text, offset, spot, style } = ground;
  const typed = typedAt(text, offset, spot, style === 'json');
  if (typed === undefined) return undefined;
  if (style !== 'block' && spot.where !== 'value' && !beginsEntry(text, typed.start)) return undefined;
  const line = text.lastIndexOf('\n', typed.start - 1) + 1;
  const indent = /^ */.exec(text.slice(line, typed.start))?.[0].length ?? 0;
  return { ...ground, typed, margin: ' '.repeat(Math.max(0, columnAt(text, typed.start) - indent)) };
}

function isInComment({ document, offset }: Place): boolean {
  if (document.language === 'json') return false;
  const { chunk, start } = chunkAt(document, offset);
  return commentsOf(chunk).some((comment) => comment.start < offset - start && offset - start <= comment.end);
}

function styleAt({ document, text }: Place, { where, path, node }: Spot): Cursor['style'] {
  if (document.language === 'json') return 'json';
  const around = where === 'value' ? findNode(rootOf(document), path.slice(0, -1)) : node;
  return around !== null && isFlow(text, around) ? 'flow' : 'block';
}

function typedAt(text: string, offset: number, { where, node, entry }: Spot, isJson: boolean): Typed | undefined {
  const scalar = where === 'key' ? entry?.key : where === 'value' && node?.kind === 'scalar' ? node : undefined;
  if (scalar !== undefined) return typedIn(text, offset, scalar);
  if (where === 'value' && node !== null) return undefined;
  // JSON knows no words without quotes, so a word that is being typed is not a value yet.
  const word = isJson ? (/"?\w*$/.exec(text.slice(Math.max(0, offset - 100), offset))?.[0] ?? '') : '';
  return { start: offset - word.length, end: offset, quote: word.startsWith('"') ? '"' : '' };
}

function typedIn(text: string, offset: number, { start, end, quoted, alias }: ScalarNode): Typed | undefined {
  const first = Math.min(start, offset);
  const last = endInLine(text, first, end);
  const quote = quoted ? (text[start] ?? '') : '';
  const isClosed = quoted && end - start > 1 && last === end && text[end - 1] === quote;
  if (alias !== undefined || offset > last || (isClosed && offset === end)) return undefined;
  // A quote that is not closed takes in what comes after it, which is not what is being typed.
  return { start: first, end: quoted && !isClosed ? offset : last, quote };
}

function endInLine(text: string, from: number, end: number): number {
  const lineBreak = /[\r\n]/.exec(text.slice(from, end));
  return lineBreak === null ? end : from + lineBreak.index;
}

/** In brackets a key stands behind the bracket or behind a comma. */
function beginsEntry(text: string, start: number): boolean {
  return /[{,[]\s*$/.test(text.slice(Math.max(0, start - 200), start));
}
