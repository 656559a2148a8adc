import type { Entry, ListNode, MapNode, Node } from './node.ts';
import { beginsKey, type Cursor, isDash, readKey, toNextContent } from './simple-cursor.ts';
import { readFlow } from './simple-flow.ts';
import { readPlain, readQuoted } from './simple-scalar.ts';

/** A block map or list, and the column that it begins in. */
export interface SimpleYaml {
  readonly node: MapNode | ListNode;
  readonly column: number;
}

/**
 * Reads the YAML that nearly every definition is written in: block maps and lists, flow maps and lists, texts on one
 * line, comments. That is many times as fast as the parser that knows all of YAML. Of everything else, be it an anchor,
 * a text of several lines or a mistake, it says nothing (undefined): then the parser is asked. What it does read is,
 * node by node, what the parser gives; a property test holds the two together.
 */
export function readSimpleYaml(text: string): SimpleYaml | undefined {
  if (LONE_RETURN.test(text)) return undefined;
  const cursor: Cursor = { text, at: 0, column: 0, depth: 0 };
  if (!toNextContent(cursor) || cursor.at >= text.length) return undefined;
  const { column } = cursor;
  const node = readBlock(cursor);
  return node === undefined || cursor.at < text.length ? undefined : { node, column };
}

/** Not a line break in YAML, and hardly meant. */
const LONE_RETURN = /\r(?!\n)/;

/** Deeper than anybody nests; the parser judges the rest. */
const DEEPEST = 40;

/** The map or list that begins at the cursor; afterwards the cursor is at the next content, or at the end. */
function readBlock(cursor: Cursor): MapNode | ListNode | undefined {
  if (cursor.depth > DEEPEST) return undefined;
  cursor.depth += 1;
  const node = isDash(cursor) ? readList(cursor, false) : beginsKey(cursor) ? readMap(cursor) : undefined;
  cursor.depth -= 1;
  return node;
}

function readMap(cursor: Cursor): MapNode | undefined {
  const { text, column } = cursor;
  const entries: Entry[] = [];
  do {
    const key = readKey(cursor);
    if (key === undefined || entries.some((entry) => entry.key.value === key.value)) return undefined;
    const value = readValue(cursor, column);
    if (value === undefined) return undefined;
    entries.push({ start: key.start, end: value === null ? key.end + 1 : value.end, key, value });
  } while (cursor.at < text.length && cursor.column === column);
  if (cursor.at < text.length && cursor.column > column) return undefined;
  return { kind: 'map', start: entries[0]?.start ?? 0, end: entries.at(-1)?.end ?? 0, entries };
}

/** What stands behind the colon of a key in `column`, or on the lines below; null if nothing does. */
function readValue(cursor: Cursor, column: number): Node | null | undefined {
  const { text } = cursor;
  const value = readInline(cursor);
  if (value === 'nothing') {
    if (cursor.at < text.length && cursor.column > column) return readBlock(cursor);
    // Only below a key may a list stand in the column of what it belongs to.
    if (cursor.at < text.length && cursor.column === column && isDash(cursor)) return readList(cursor, true);
    return null;
  }
  // A line that is indented deeper goes on with the text before, or is a mistake.
  return cursor.at < text.length && cursor.column > column ? undefined : value;
}

function readList(cursor: Cursor, belowKey: boolean): ListNode | undefined {
  const { text, column } = cursor;
  const { at: start } = cursor;
  const items: Node[] = [];
  do {
    cursor.at += 1;
    const item = readItem(cursor, column);
    if (item === undefined) return undefined;
    items.push(item);
  } while (cursor.at < text.length && cursor.column === column && isDash(cursor));
  const goesOn = cursor.at < text.length && (cursor.column > column || (cursor.column === column && !belowKey));
  return goesOn ? undefined : { kind: 'list', start, end: items.at(-1)?.end ?? start, items };
}

/** What stands behind a dash in `column`. An item without content is left to the parser. */
function readItem(cursor: Cursor, column: number): Node | undefined {
  const { text } = cursor;
  const dash = cursor.at;
  while (text[cursor.at] === ' ') cursor.at += 1;
  if (beginsKey(cursor)) {
    cursor.column = column + 1 + cursor.at - dash;
    return readBlock(cursor);
  }
  const item = readInline(cursor);
  const isDeeper = cursor.at < text.length && cursor.column > column;
  if (item === 'nothing') return isDeeper ? readBlock(cursor) : undefined;
  return isDeeper ? undefined : item;
}

/** A scalar, a flow map or a flow list in the rest of the line; moves on to the next content. */
function readInline(cursor: Cursor): Node | 'nothing' | undefined {
  const { text } = cursor;
  while (text[cursor.at] === ' ') cursor.at += 1;
  const first = text[cursor.at];
  if (first === undefined || first === '\n' || first === '\r' || first === '#') {
    return toNextContent(cursor) ? 'nothing' : undefined;
  }
  const node =
    first === '{' || first === '['
      ? readFlow(cursor)
      : first === '"' || first === "'"
        ? readQuoted(cursor)
        : readPlain(cursor, false);
  return node !== undefined && toNextContent(cursor) ? node : undefined;
}
