import { lineStart, nextLine } from './lines.ts';
import type { Node } from './node.ts';

/** Whether two offsets stand in one line. */
export function sameLine(text: string, a: number, b: number): boolean {
  return !text.slice(Math.min(a, b), Math.max(a, b)).includes('\n');
}

/** The column where a node begins. */
export function columnOf(text: string, node: Node): number {
  return node.start - lineStart(text, node.start);
}

/**
 * The column that says where a cursor belongs: that of the content of its line, behind any dashes; in an empty line or
 * before the content, its own.
 */
export function columnAt(text: string, at: number): number {
  const line = lineStart(text, at);
  const before = /^ *(?:- +)*/.exec(text.slice(line, at))?.[0] ?? '';
  return before.length;
}

/** Behind the dash of an item that has no content yet. */
export function afterDash(text: string, at: number): boolean {
  const line = lineStart(text, at);
  return /^ *(?:- +)*- *$/.test(text.slice(line, at)) && text.slice(at, nextLine(text, at)).trim() === '';
}

/** In `{ }` or `[ ]`. A node that an alias stands for has the text of the alias, so it is none. */
export function isFlow(text: string, node: Node): boolean {
  return node.kind !== 'scalar' && (text[node.start] === '{' || text[node.start] === '[');
}

/** A bracket that nothing closes: it takes in whatever follows. */
export function isOpen(text: string, node: Node): boolean {
  if (node.kind === 'scalar' || !isFlow(text, node)) return false;
  const last = node.kind === 'map' ? node.entries.at(-1) : node.items.at(-1);
  const close = text[node.start] === '{' ? '}' : ']';
  return text[node.end - 1] !== close || node.end <= (last?.end ?? node.start + 1);
}
