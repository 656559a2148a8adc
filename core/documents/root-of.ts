import type { Chunk, Document } from './document.ts';
import { keyOf } from './keys.ts';
import { firstContent, indentOf } from './lines.ts';
import type { Entry, ListNode, MapNode, Node } from './node.ts';
import { shiftEntry, shiftNode } from './shift.ts';

const roots = new WeakMap<Document, Node | null>();

/**
 * The whole document as one tree with absolute offsets; null if it is empty. Put together when first asked for, which
 * takes milliseconds for thousands of lines: what runs on every keystroke reads the chunks.
 */
export function rootOf(document: Document): Node | null {
  let root = roots.get(document);
  if (root === undefined) {
    root = assembleRoot(document);
    roots.set(document, root);
  }
  return root;
}

interface Part {
  readonly chunk: Chunk;
  readonly start: number;
}

function assembleRoot({ chunks, starts }: Document): Node | null {
  const parts = chunks
    .map((chunk, i) => ({ chunk, start: starts[i] ?? 0 }))
    .filter(({ chunk }) => chunk.role !== 'nothing');
  const first = parts[0];
  if (first === undefined) return null;
  if (first.chunk.role === 'item') return listOf(parts.filter(({ chunk }) => chunk.role === 'item'));
  if (parts.length === 1) return first.chunk.node && shiftNode(first.chunk.node, first.start);
  return mapOf(parts);
}

function mapOf(parts: readonly Part[]): MapNode {
  const own: { readonly entry: Entry; readonly items: Part[] }[] = [];
  const merged: Entry[] = [];
  for (const part of parts) {
    const { chunk, start } = part;
    if (chunk.role === 'item') {
      own.findLast(({ entry }) => keyOf(entry) === chunk.parent[0])?.items.push(part);
    } else if (chunk.node?.kind === 'map') {
      for (const entry of chunk.node.entries) {
        if (entry.merged) merged.push(shiftEntry(entry, start));
        else own.push({ entry: shiftEntry(entry, start), items: [] });
      }
    }
  }
  const keys = new Set(own.map(({ entry }) => keyOf(entry)));
  const entries = own
    .map(({ entry, items }) => withItems(entry, items))
    .concat(merged.filter((entry) => !keys.has(keyOf(entry))));
  const start = startOf(parts[0]);
  const end = entries.reduce((furthest, entry) => Math.max(furthest, entry.end), endOf(parts.at(-1)));
  return { kind: 'map', start, end, entries };
}

function startOf(part: Part | undefined): number {
  return part === undefined ? 0 : part.start + (part.chunk.node?.start ?? 0);
}

function endOf(part: Part | undefined): number {
  return part === undefined ? 0 : part.start + (part.chunk.node?.end ?? 0);
}

/** The entry of a bare key, with the items that follow it in chunks of their own. */
function withItems(entry: Entry, items: readonly Part[]): Entry {
  if (items.length === 0 || entry.value !== null) return entry;
  const value = listOf(items);
  return { ...entry, end: value.end, value };
}

function listOf(parts: readonly Part[]): ListNode {
  const items = parts.map(({ chunk, start }) => chunk.node && shiftNode(chunk.node, start));
  const dashes = parts.map(({ chunk, start }) => start + dashOf(chunk));
  const start = dashes[0] ?? 0;
  return { kind: 'list', start, end: items.at(-1)?.end ?? (dashes.at(-1) ?? start) + 1, items };
}

function dashOf({ text }: Chunk): number {
  const line = firstContent(text);
  return line + indentOf(text, line);
}
