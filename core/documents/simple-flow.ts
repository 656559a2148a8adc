import type { Entry, ListNode, MapNode, Node } from './node.ts';
import { type Cursor, readKey } from './simple-cursor.ts';
import { readPlain, readQuoted } from './simple-scalar.ts';

/** Deeper than anybody nests; the parser judges the rest. */
const DEEPEST = 40;

/** `{ … }` or `[ … ]`, also over several lines that are indented deeper than the one it begins in. */
export function readFlow(cursor: Cursor): MapNode | ListNode | undefined {
  if (cursor.depth > DEEPEST) return undefined;
  cursor.depth += 1;
  const node = cursor.text[cursor.at] === '{' ? readMap(cursor) : readList(cursor);
  cursor.depth -= 1;
  return node;
}

function readMap(cursor: Cursor): MapNode | undefined {
  const start = cursor.at;
  const entries: Entry[] = [];
  const closed = readParts(cursor, '}', () => {
    const key = readKey(cursor);
    if (key === undefined || entries.some((entry) => entry.key.value === key.value)) return false;
    const value = skipSpace(cursor) ? readValue(cursor) : undefined;
    if (value === undefined) return false;
    entries.push({ start: key.start, end: value.end, key, value });
    return true;
  });
  return closed ? { kind: 'map', start, end: cursor.at, entries } : undefined;
}

function readList(cursor: Cursor): ListNode | undefined {
  const start = cursor.at;
  const items: Node[] = [];
  const closed = readParts(cursor, ']', () => {
    const item = readValue(cursor);
    if (item === undefined) return false;
    items.push(item);
    return true;
  });
  return closed ? { kind: 'list', start, end: cursor.at, items } : undefined;
}

/** Parts with commas between them up to the closing sign; afterwards the cursor is behind it. */
function readParts(cursor: Cursor, closing: '}' | ']', readPart: () => boolean): boolean {
  cursor.at += 1;
  if (!skipSpace(cursor)) return false;
  while (cursor.text[cursor.at] !== closing) {
    if (!readPart() || !skipSpace(cursor)) return false;
    const sign = cursor.text[cursor.at];
    if (sign === closing) break;
    if (sign !== ',') return false;
    cursor.at += 1;
    // A comma at the end is fine in YAML, and rare.
    if (!skipSpace(cursor) || cursor.text[cursor.at] === closing) return false;
  }
  cursor.at += 1;
  return true;
}

function readValue(cursor: Cursor): Node | undefined {
  const first = cursor.text[cursor.at];
  if (first === '{' || first === '[') return readFlow(cursor);
  return first === '"' || first === "'" ? readQuoted(cursor) : readPlain(cursor, true);
}

/** Moves on to the next sign, also in a line below that is indented deeper; false where none is or a comment. */
function skipSpace(cursor: Cursor): boolean {
  const { text } = cursor;
  let line = -1;
  for (; ; cursor.at += 1) {
    const sign = text[cursor.at];
    if (sign === '\n') line = cursor.at + 1;
    else if (sign !== ' ' && sign !== '\r') {
      return sign !== undefined && sign !== '#' && sign !== '\t' && (line < 0 || cursor.at - line > cursor.column);
    }
  }
}
