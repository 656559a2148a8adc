import type { ScalarNode } from './node.ts';
import { type Cursor, isWhite } from './simple-cursor.ts';

/** A text in quotes on one line, without escapes but for a doubled single quote. */
export function readQuoted(cursor: Cursor): ScalarNode | undefined {
  const { text, at: start } = cursor;
  const isDouble = text[start] === '"';
  const quoted = isDouble ? DOUBLE : SINGLE;
  quoted.lastIndex = start;
  if (!quoted.test(text)) return undefined;
  cursor.at = quoted.lastIndex;
  const letters = text.slice(start + 1, cursor.at - 1);
  const value = isDouble ? letters : letters.replaceAll("''", "'");
  return { kind: 'scalar', start, end: cursor.at, value, quoted: true };
}

const DOUBLE = /"[^"\\\r\n]*"/y;
const SINGLE = /'(?:[^'\r\n]|'')*'/y;

/** A scalar without quotes: to the end of its line or a comment, and in a flow collection to the sign that ends it. */
export function readPlain(cursor: Cursor, inFlow: boolean): ScalarNode | undefined {
  const { text, at: start } = cursor;
  if (!mayBegin(text, start, inFlow)) return undefined;
  let end = start;
  for (cursor.at = start; ; cursor.at += 1) {
    const sign = text[cursor.at];
    if (sign === undefined || sign === '\n' || sign === '\r') break;
    if (sign === ' ') continue;
    if (sign === '\t') return undefined;
    if (sign === '#' && text[cursor.at - 1] === ' ') break;
    if (inFlow && CLOSING.has(sign)) break;
    if (inFlow && OPENING.has(sign)) return undefined;
    if (sign === ':' && endsKey(text[cursor.at + 1], inFlow)) return undefined;
    end = cursor.at + 1;
  }
  const value = meaningOf(text.slice(start, end));
  return value === undefined ? undefined : { kind: 'scalar', start, end, value, quoted: false };
}

const CLOSING: ReadonlySet<string> = new Set([',', ']', '}']);
const OPENING: ReadonlySet<string> = new Set(['[', '{']);

function mayBegin(text: string, at: number, inFlow: boolean): boolean {
  BEGINNING.lastIndex = at;
  if (BEGINNING.test(text)) return true;
  const next = text[at + 1];
  return text[at] === '-' && !isWhite(next) && !(inFlow && (CLOSING.has(next ?? '') || OPENING.has(next ?? '')));
}

const BEGINNING = /[A-Za-z0-9_./(~$^+]/y;

function endsKey(next: string | undefined, inFlow: boolean): boolean {
  return isWhite(next) || next === '\t' || (inFlow && (CLOSING.has(next ?? '') || OPENING.has(next ?? '')));
}

/** What plain text means in YAML 1.2; undefined for the notations of numbers that are rare. */
function meaningOf(source: string): ScalarNode['value'] | undefined {
  if (NUMBER_BEGINS.test(source)) {
    if (INTEGER.test(source)) return Number.parseInt(source, 10);
    if (DECIMAL.test(source)) return Number.parseFloat(source);
    return RARE_NUMBER.test(source) ? undefined : source;
  }
  const word = WORDS.get(source);
  return word === undefined ? source : word;
}

const NUMBER_BEGINS = /^[-+.0-9]/;
const INTEGER = /^[-+]?[0-9]+$/;
const DECIMAL = /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/;
const RARE_NUMBER = /^(?:0[ox]|[-+]?\.(?:inf|nan)|[-+]?\.?[0-9]+(?:\.[0-9]*)?e)/i;

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['null', 'Null', 'NULL', '~'].map((word): [string, null] => [word, null]),
  ...['true', 'True', 'TRUE'].map((word): [string, boolean] => [word, true]),
  ...['false', 'False', 'FALSE'].map((word): [string, boolean] => [word, false]),
]);
