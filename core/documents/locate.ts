import { afterDash, columnAt, columnOf, isFlow, isOpen, sameLine } from './cursor.ts';
import { keyOf } from './keys.ts';
import type { Entry, ListNode, MapNode, Node, Path } from './node.ts';
import { betweenPlace, keyPlace, type Place, valuePlace } from './place.ts';

/**
 * The place of an offset in a node or behind it, as far as the node's text and the indentation tell. `entry` is the
 * entry that has the node as its value.
 */
export function locate(text: string, node: Node, path: Path, at: number, entry?: Entry): Place {
  const outside = at <= node.start || (at >= node.end && !isOpen(text, node));
  if (node.alias !== undefined || (isFlow(text, node) && outside)) return valuePlace(path, node, entry);
  switch (node.kind) {
    case 'scalar':
      return valuePlace(path, node, entry);
    case 'map':
      return isFlow(text, node) ? inFlowMap(text, node, path, at) : inBlockMap(text, node, path, at);
    case 'list':
      return isFlow(text, node) ? inFlowList(text, node, path, at) : inBlockList(text, node, path, at);
  }
}

function inFlowMap(text: string, map: MapNode, path: Path, at: number): Place {
  const entry = map.entries.findLast(({ start, merged }) => start <= at && !merged);
  if (entry === undefined) return betweenPlace(path, map);
  const { key, value } = entry;
  const valuePath = [...path, keyOf(entry)];
  if (at <= key.end) return keyPlace(path, map, entry);
  if (value !== null && covers(text, value, at)) return locate(text, value, valuePath, at, entry);
  const passed = text.slice(value !== null && value.end < at ? value.end : key.end, at);
  if (passed.includes(',') || (value !== null && value.end < at)) return betweenPlace(path, map);
  return passed.includes(':') ? valuePlace(valuePath, nodeInLine(text, value, at), entry) : keyPlace(path, map, entry);
}

function inFlowList(text: string, list: ListNode, path: Path, at: number): Place {
  const index = list.items.findLastIndex((item) => item !== null && item.start <= at);
  const item = list.items[index] ?? null;
  if (item !== null && covers(text, item, at)) return locate(text, item, [...path, index], at);
  const isNext = item === null || text.slice(item.end, at).includes(',');
  return isNext ? valuePlace([...path, index + 1], null) : betweenPlace(path, list);
}

function inBlockMap(text: string, map: MapNode, path: Path, at: number): Place {
  const entry = map.entries.findLast(({ start, merged }) => start <= at && !merged);
  if (entry === undefined) return betweenPlace(path, map);
  const { key, value } = entry;
  const valuePath = [...path, keyOf(entry)];
  if (at <= key.end) return keyPlace(path, map, entry);
  if (value !== null && covers(text, value, at)) return locate(text, value, valuePath, at, entry);
  if (sameLine(text, key.end, at)) {
    if (!text.slice(key.end, at).includes(':')) return keyPlace(path, map, entry);
    return valuePlace(valuePath, nodeInLine(text, value, at), entry);
  }
  if (value === null) {
    return columnAt(text, at) > columnOf(text, map) ? valuePlace(valuePath, null, entry) : betweenPlace(path, map);
  }
  return sameLine(text, value.end, at) ? valuePlace(valuePath, value, entry) : betweenPlace(path, map);
}

function inBlockList(text: string, list: ListNode, path: Path, at: number): Place {
  const index = list.items.findLastIndex((item) => item !== null && item.start <= at);
  const item = list.items[index] ?? null;
  if (afterDash(text, at)) return valuePlace([...path, index + 1], null);
  if (item === null) return betweenPlace(path, list);
  const itemPath = [...path, index];
  if (covers(text, item, at)) return locate(text, item, itemPath, at);
  return sameLine(text, item.end, at) ? valuePlace(itemPath, item) : betweenPlace(path, list);
}

/**
 * The offset is in a node: in its text, behind a bracket that nothing closes, or behind the lines of a block map or list
 * in a line that is indented as far as they are.
 */
export function covers(text: string, node: Node, at: number): boolean {
  if (at < node.start) return false;
  return isLeaf(text, node) ? at <= node.end || isOpen(text, node) : columnAt(text, at) >= columnOf(text, node);
}

function isLeaf(text: string, node: Node): boolean {
  return node.kind === 'scalar' || node.alias !== undefined || isFlow(text, node);
}

/** A value that begins in the line of the cursor; one that begins below is not what is being typed. */
function nodeInLine(text: string, value: Node | null, at: number): Node | null {
  return value !== null && sameLine(text, value.start, at) ? value : null;
}
