import { columnOf, isFlow } from './cursor.ts';
import type { Document, TextEdit } from './document.ts';
import { findNode } from './find-node.ts';
import { keyOf } from './keys.ts';
import { lineStart, nextLine } from './lines.ts';
import type { ListNode, MapNode, Path, Span } from './node.ts';
import { rootOf } from './root-of.ts';
import { textOf } from './text-of.ts';

/**
 * Edits that remove the entry or the item that `path` leads to, with its lines; comments in lines of their own stay. The
 * last one leaves `{}` or `[]` behind. No edits where nothing stands at the path, or only by an alias.
 */
export function removeAt(document: Document, path: Path): readonly TextEdit[] {
  const text = textOf(document);
  const parent = findNode(rootOf(document), path.slice(0, -1));
  if (path.length === 0 || parent === null || parent.kind === 'scalar' || parent.alias !== undefined) return [];
  const siblings = siblingsOf(text, parent);
  const removed = siblings.findLast(({ step }) => step === path.at(-1))?.span;
  if (removed === undefined) return [];
  if (siblings.length === 1 && !hasMerged(parent)) return [emptied(text, parent, path)];
  return [isFlow(text, parent) ? fromFlow(text, removed) : lines(text, removed)];
}

interface Sibling {
  readonly step: string | number;
  readonly span: Span;
}

function siblingsOf(text: string, parent: MapNode | ListNode): readonly Sibling[] {
  if (parent.kind === 'map') {
    return parent.entries.filter(({ merged }) => !merged).map((entry) => ({ step: keyOf(entry), span: entry }));
  }
  const flow = isFlow(text, parent);
  const column = columnOf(text, parent);
  let after = parent.start;
  return parent.items.map((item, step) => {
    const start = flow ? (item?.start ?? after) : dashFrom(text, after, column);
    after = item?.end ?? start + 1;
    return { step, span: { start, end: after } };
  });
}

/** The next dash of a block list that has its dashes in a column. */
function dashFrom(text: string, from: number, column: number): number {
  const atColumn = (at: number) => at - lineStart(text, at) === column;
  let at = text.indexOf('-', from);
  while (at !== -1 && !atColumn(at)) at = text.indexOf('-', at + 1);
  return at === -1 ? from : at;
}

function hasMerged(parent: MapNode | ListNode): boolean {
  return parent.kind === 'map' && parent.entries.some(({ merged }) => merged);
}

/** Takes the comma behind and the gap to the next sibling with it; the last one, the comma before. */
function fromFlow(text: string, { start, end }: Span): TextEdit {
  const behind = /^\s*,\s*/.exec(text.slice(end))?.[0].length;
  if (behind !== undefined) return { start, end: end + behind, text: '' };
  const before = /,\s*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  return { start: start - before, end, text: '' };
}

/** Whole lines; or, behind a dash, up to what comes next, which moves up to the dash. */
function lines(text: string, { start, end }: Span): TextEdit {
  const line = lineStart(text, start);
  const below = nextLine(text, end);
  if (text.slice(line, start).trim() === '') return { start: line, end: below, text: '' };
  const gap = /^\s*/.exec(text.slice(below))?.[0].length ?? 0;
  return { start, end: below + gap, text: '' };
}

/** Brackets in place of the only child; a list may have stood in the column of its key, which brackets may not. */
function emptied(text: string, parent: MapNode | ListNode, path: Path): TextEdit {
  const { start, end, kind } = parent;
  if (kind === 'map') return { start, end, text: '{}' };
  const begins = text.slice(lineStart(text, start), start).trim() === '';
  const mayMove = path.length > 1 && begins && !isFlow(text, parent);
  return { start, end, text: mayMove ? '  []' : '[]' };
}
