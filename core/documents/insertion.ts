import { columnOf, isFlow } from './cursor.ts';
import type { TextEdit } from './document.ts';
import { findEntry, findNode } from './find-node.ts';
import { lineStart, nextLine } from './lines.ts';
import type { ListNode, MapNode, Node, Path } from './node.ts';

/** One more entry or item, written for the place where it will stand. */
export interface Piece {
  /** Inside the brackets of a flow map or list (all of JSON is that); on lines indented so far, or on one line. */
  readonly flow: (indent: number | null) => string;
  /** On lines of its own, the first of which is indented so far already. */
  readonly block: (indent: number) => string;
  /** What it begins where there is none yet. */
  readonly brackets: '{}' | '[]';
}

/** An edit that adds a piece at the end of a flow map or list: on its own line if the last child has one. */
export function insertIntoFlow(text: string, node: MapNode | ListNode, piece: Piece): TextEdit {
  const children = node.kind === 'map' ? node.entries.filter(({ merged }) => !merged) : node.items;
  const last = children.at(-1);
  if (!last) return intoEmptyBrackets(text, node, piece);
  const before = textBefore(text, last.start);
  const behind = /^,?[ \t]*(?:#.*)?$/.exec(text.slice(last.end, lineEndOf(text, last.end)))?.[0];
  if (before.trim() !== '' || behind === undefined) return insert(last.end, `, ${piece.flow(null)}`);
  const [comma, rest] = behind.startsWith(',') ? [',', behind.slice(1)] : ['', behind];
  const line = lineBreakOf(text) + before + piece.flow(before.length);
  return { start: last.end, end: last.end + behind.length, text: `,${rest}${line}${comma}` };
}

function intoEmptyBrackets(text: string, node: MapNode | ListNode, piece: Piece): TextEdit {
  const content = text.slice(node.start + 1, node.end - 1);
  // Comments and merged entries stay, behind the piece.
  if (content.trim() !== '')
    return insert(node.start + 1, ` ${piece.flow(null)}${content.trim().startsWith('#') ? '' : ','}`);
  return { start: node.start, end: node.end, text: inBrackets(piece) };
}

/** An edit that adds a piece in the line below a block map or list, in the column of its siblings. */
export function insertBelow(text: string, node: MapNode | ListNode, { block }: Piece): TextEdit {
  const column = siblingColumn(text, node);
  return insert(lineEndOf(text, endWithBlankLines(text, node)), lineBreakOf(text) + ' '.repeat(column) + block(column));
}

/** Edits that begin a map or list with a piece, below a bare `key:` or in an empty file; none if it cannot begin there. */
export function insertFirst(text: string, root: Node | null, path: Path, piece: Piece): readonly TextEdit[] {
  if (path.length === 0) return [insert(text.length, lineStartAt(text) + piece.block(0) + lineBreakOf(text))];
  const entry = findEntry(root, path);
  const parent = findNode(root, path.slice(0, -1));
  if (entry === null || parent === null || !text.slice(entry.key.end, entry.end).includes(':')) return [];
  if (isFlow(text, parent)) return [insert(entry.end, ` ${inBrackets(piece)}`)];
  const column = siblingColumn(text, parent) + 2;
  return [insert(lineEndOf(text, entry.end), lineBreakOf(text) + ' '.repeat(column) + piece.block(column))];
}

function inBrackets({ flow, brackets }: Piece): string {
  return brackets === '{}' ? `{ ${flow(null)} }` : `[${flow(null)}]`;
}

export function lineBreakOf(text: string): '\n' | '\r\n' {
  return text[text.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n';
}

/** The end of an offset's line, before its break. */
function lineEndOf(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end === -1) return text.length;
  return end > at && text[end - 1] === '\r' ? end - 1 : end;
}

function insert(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

/** What brings the end of a text to the start of a line. */
function lineStartAt(text: string): string {
  return text === '' || text.endsWith('\n') ? '' : lineBreakOf(text);
}

/** The column of the entries or items, read off one that has nothing but dashes before it in its line. */
function siblingColumn(text: string, node: Node): number {
  if (node.kind !== 'map') return columnOf(text, node);
  const inPlace = node.entries.find(({ start, merged }) => !merged && /^ *(?:- +)*$/.test(textBefore(text, start)));
  return inPlace === undefined ? columnOf(text, node) : textBefore(text, inPlace.start).length;
}

function textBefore(text: string, at: number): string {
  return text.slice(lineStart(text, at), at);
}

/** The end of a node; of one that ends with a block text that keeps its blank lines (`|+`), the end of those. */
function endWithBlankLines(text: string, node: MapNode | ListNode): number {
  const last = lastLeaf(node);
  if (last === null || !/^[|>]-?\d?\+/.test(text.slice(last.start, last.start + 4))) return node.end;
  let line = nextLine(text, node.end);
  let end = node.end;
  while (line < text.length && text.slice(line, nextLine(text, line)).trim() === '') {
    end = nextLine(text, line) - 1;
    line = nextLine(text, line);
  }
  return end;
}

function lastLeaf(node: Node | null): Node | null {
  if (node?.kind === 'map') return lastLeaf(node.entries.at(-1)?.value ?? null);
  return node?.kind === 'list' ? lastLeaf(node.items.at(-1) ?? null) : node;
}
