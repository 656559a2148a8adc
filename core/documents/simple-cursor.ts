import type { ScalarNode } from './node.ts';

/** Where the reading of a simple text stands. */
export interface Cursor {
  readonly text: string;
  at: number;
  /** The column of the content that the cursor was last moved to. */
  column: number;
  depth: number;
}

/**
 * Leaves a line of which only white space or a comment may be left, and all lines without content. The cursor is then
 * at content, or at the end of the text. False where something else follows in the line.
 */
export function toNextContent(cursor: Cursor): boolean {
  const { text } = cursor;
  let { at } = cursor;
  let line = at === 0 ? 0 : -1;
  for (;;) {
    while (text[at] === ' ') at += 1;
    const sign = text[at];
    if (sign === '#' && (at === 0 || isWhite(text[at - 1]))) at = endOfLine(text, at);
    else if (sign === '\r') at += 1;
    else if (sign === '\n') {
      at += 1;
      line = at;
    } else {
      cursor.at = at;
      cursor.column = at - line;
      return line >= 0 || sign === undefined;
    }
  }
}

/** Offset of the `\n` that ends the line, or the end of the text. */
export function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

export function isWhite(sign: string | undefined): boolean {
  return sign === undefined || sign === ' ' || sign === '\n' || sign === '\r';
}

/** A dash that begins an item. */
export function isDash({ text, at }: Cursor): boolean {
  return text[at] === '-' && isWhite(text[at + 1]);
}

export function beginsKey({ text, at }: Cursor): boolean {
  KEY.lastIndex = at;
  return KEY.test(text);
}

/** A plain key with its colon; the cursor is then behind the colon. */
export function readKey(cursor: Cursor): ScalarNode | undefined {
  if (!beginsKey(cursor)) return undefined;
  const start = cursor.at;
  const end = KEY.lastIndex - 1;
  const value = cursor.text.slice(start, end);
  if (NO_TEXT.has(value)) return undefined;
  cursor.at = end + 1;
  return { kind: 'scalar', start, end, value, quoted: false };
}

const KEY = /[A-Za-z_][\w-]*:(?=[ \r\n]|$)/y;
const NO_TEXT = new Set(['null', 'Null', 'NULL', 'true', 'True', 'TRUE', 'false', 'False', 'FALSE']);
