/**
 * What the start of a line shows without parsing it. All functions are conservative: they say yes only where YAML can
 * mean nothing else, given that the line is not inside a quoted text, a flow collection or a block scalar.
 */

/** Offset after the line's break, or the end of the text. */
export function nextLine(text: string, line: number): number {
  const end = text.indexOf('\n', line);
  return end === -1 ? text.length : end + 1;
}

/** The start of the line that an offset is in. */
export function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** Spaces at the start of a line. A tab is no indentation in YAML. */
export function indentOf(text: string, line: number): number {
  let at = line;
  while (text[at] === ' ') at += 1;
  return at - line;
}

/** Nothing, white space only, or a comment, from `at` to the end of the line. */
export function isBlankOrComment(text: string, at: number): boolean {
  let i = at;
  while (text[i] === ' ' || text[i] === '\t') i += 1;
  return i >= text.length || text[i] === '#' || text[i] === '\n' || (text[i] === '\r' && text[i + 1] === '\n');
}

/** `- ` or a dash alone in its line. */
export function isItem(text: string, at: number): boolean {
  return text[at] === '-' && isWhite(text[at + 1]);
}

/** `---` or `...` in column 0, which ends a document wherever it stands. */
export function isMarker(text: string, line: number): boolean {
  return (text.startsWith('---', line) || text.startsWith('...', line)) && isWhite(text[line + 3]);
}

/** The first line with content, below comments and a `---` that stands alone; the end of the text if there is none. */
export function firstContent(text: string): number {
  const line = skipComments(text, text.startsWith('\uFEFF') ? 1 : 0);
  BARE_START.lastIndex = line;
  return BARE_START.test(text) ? skipComments(text, nextLine(text, line)) : line;
}

/**
 * Offset after the colon of a simple key (plain or in quotes, on one line, without anchor or tag) that begins at `at`;
 * -1 if there is none.
 */
export function afterKey(text: string, at: number): number {
  const quote = text[at];
  if (quote === '"' || quote === "'") {
    const key = quote === '"' ? DOUBLE_QUOTED_KEY : SINGLE_QUOTED_KEY;
    key.lastIndex = at;
    return key.test(text) ? key.lastIndex : -1;
  }
  if (!startsPlain(text, at)) return -1;
  for (let i = at; i < text.length && text[i] !== '\n'; i += 1) {
    if (text[i] === ':' && isWhite(text[i + 1])) return i + 1;
    if (text[i] === '#' && isWhite(text[i - 1])) return -1;
  }
  return -1;
}

/** The name in `name:` where nothing but a comment follows; null for any other line. */
export function bareKey(text: string, line: number): string | null {
  BARE_KEY.lastIndex = line;
  return BARE_KEY.exec(text)?.[1] ?? null;
}

/** The name in `name:`, whatever follows; null for any other line. */
export function plainName(text: string, line: number): string | null {
  PLAIN_NAME.lastIndex = line;
  return PLAIN_NAME.exec(text)?.[1] ?? null;
}

/** A letter, a digit or another sign that can only begin plain text. */
export function startsPlain(text: string, at: number): boolean {
  const first = text[at];
  return first !== undefined && !NOT_PLAIN.has(first);
}

/** A line with `key: ` or `key:` at its end, somewhere outside a comment. */
export function hasColon(text: string, line: number): boolean {
  COLON_OR_END.lastIndex = line;
  return COLON_OR_END.exec(text)?.[0] === ':';
}

function skipComments(text: string, from: number): number {
  let line = from;
  while (line < text.length && isBlankOrComment(text, line)) line = nextLine(text, line);
  return line;
}

function isWhite(char: string | undefined): boolean {
  return char === undefined || char === ' ' || char === '\n' || char === '\r' || char === '\t';
}

const NOT_PLAIN = new Set([...' \t\r\n\uFEFF-?:,[]{}#&*!|>\'"%@`']);
const DOUBLE_QUOTED_KEY = /"(?:[^"\\\n]|\\[^\n])*"[ \t]*:(?=[ \t\r\n]|$)/y;
const SINGLE_QUOTED_KEY = /'(?:[^'\n]|'')*'[ \t]*:(?=[ \t\r\n]|$)/y;
/** The first of: a colon before white space, a comment, the end of the line. */
const COLON_OR_END = /:(?=[ \t\r\n]|$)|[ \t]#|\n|$/g;
const BARE_START = /---(?:[ \t]+#[^\n]*|[ \t]*)(?=\r?\n|$)/y;
/** Names whose value is the text itself; `null`, `true` and `false` are not. */
const BARE_KEY = /(?!(?:null|true|false):)([a-z_][\w-]*):(?:[ \t]+#[^\n]*|[ \t]*)(?=\r?\n|$)/iy;
const PLAIN_NAME = /(?!(?:null|true|false):)([a-z_][\w-]*):(?=[ \t\r\n]|$)/iy;
