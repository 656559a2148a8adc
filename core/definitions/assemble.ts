import type { Document } from '../documents/document.ts';
import { setKey } from '../documents/set-key.ts';
import type { DefinitionProblem } from './mention.ts';
import { type PresentKey, reportMissing } from './present-keys.ts';
import type { ChunkValue } from './read-chunk.ts';
import type { Reading } from './reading.ts';
import type { MapShape } from './shape.ts';
import { shapesAt } from './shape-at.ts';
import { wrongKind } from './wrong-kind.ts';

export interface Assembled {
  readonly value: Readonly<Record<string, unknown>>;
  /** What only the whole file shows. */
  readonly problems: readonly DefinitionProblem[];
}

/** Puts a file together from what its chunks say, in their order. */
export function assemble(document: Document, parts: readonly ChunkValue[], shape: MapShape): Assembled {
  const value: Record<string, unknown> = {};
  const lists = new Map<string, unknown[]>();
  const keys: PresentKey[] = [];
  let name: string | undefined;
  let list: unknown[] = [];
  let isMisplaced = false;
  parts.forEach((part, at) => {
    if (part.role === 'entries') {
      const start = document.starts[at] ?? 0;
      for (const name of Object.keys(part.value)) setKey(value, name, part.value[name]);
      for (const key of part.keys) keys.push({ ...key, start: key.start + start, end: key.end + start });
    } else if (part.role === 'item') {
      // Thousands of items of one list follow each other.
      if (part.list !== name) {
        name = part.list;
        list = lists.get(name) ?? [];
        lists.set(name, list);
      }
      list.push(part.value);
    } else if (part.role === 'misplaced') isMisplaced = true;
  });
  for (const [key, items] of lists) setKey(value, key, items);

  const reading: Reading = { text: '', offset: 0, path: [], mentions: [], problems: [] };
  const root = rootOfChunks(document);
  if (root.isWellFormed) {
    const filled = keys.map((key) => (root.lists.has(key.name) ? { ...key, empty: false } : key));
    reportMissing(filled, shape, reading, { start: 0, end: 0 });
  }
  if (isMisplaced) reportMisplaced(document, parts, shape, reading);
  for (const { start, end, code, message } of document.problems) {
    reading.problems.push({ start, end, rule: 'syntax', code, message });
  }
  return { value: shape.finish?.(value) ?? value, problems: reading.problems };
}

/**
 * The keys below which there are items, and whether it can be told which keys the root has: nothing is broken, and it
 * is a map or empty.
 */
function rootOfChunks({ problems, chunks }: Document) {
  const lists = new Set<string | number | undefined>();
  let last: string | number | undefined;
  let isWellFormed = problems.length === 0;
  for (const { role, parent, node, problems: own } of chunks) {
    if (own.length > 0) isWellFormed = false;
    if (role === 'entries' && node !== null && node.kind !== 'map') isWellFormed = false;
    if (role !== 'item') continue;
    if (parent.length === 0 && node !== null) isWellFormed = false;
    if (parent[0] === last) continue;
    last = parent[0];
    lists.add(last);
  }
  return { lists, isWellFormed };
}

/** Once for each list that stands where none may be. */
function reportMisplaced(document: Document, parts: readonly ChunkValue[], shape: MapShape, reading: Reading): void {
  const reported = new Set<string>();
  parts.forEach((part, at) => {
    const chunk = document.chunks[at];
    if (part.role !== 'misplaced' || !chunk?.node) return;
    const key = String(chunk.parent[0] ?? '');
    if (reported.has(key)) return;
    reported.add(key);
    const expected = chunk.parent.length === 0 ? shape : shapesAt(shape, chunk.parent)[0];
    const list = { kind: 'list' as const, start: chunk.node.start, end: chunk.node.end, items: [chunk.node] };
    const place = { ...reading, text: chunk.text, offset: document.starts[at] ?? 0, path: [...chunk.parent] };
    if (expected !== undefined) wrongKind(list, expected, place);
  });
}
