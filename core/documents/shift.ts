import type { Entry, Node } from './node.ts';

/** A node of a chunk as a node of the document, or the other way round with a negative number. */
export function shiftNode<N extends Node>(node: N, by: number): N;
export function shiftNode(node: Node, by: number): Node {
  if (by === 0) return node;
  const span = { start: node.start + by, end: node.end + by };
  switch (node.kind) {
    case 'scalar':
      return { ...node, ...span };
    case 'list':
      return { ...node, ...span, items: node.items.map((item) => item && shiftNode(item, by)) };
    case 'map':
      return { ...node, ...span, entries: node.entries.map((entry) => shiftEntry(entry, by)) };
  }
}

export function shiftEntry(entry: Entry, by: number): Entry {
  if (by === 0) return entry;
  const key = shiftNode(entry.key, by);
  return {
    ...entry,
    start: entry.start + by,
    end: entry.end + by,
    key,
    value: entry.value && shiftNode(entry.value, by),
  };
}
