import { isRe2 } from './regex-syntax.ts';

/**
 * A regular expression of the kind that the embedded engine knows (RE2's syntax), as Java finds the same with it;
 * undefined where that is not certain. `.` and `$` know line feeds only (`(?d)`), `$` and `\Z` stand at the very end,
 * and a class holds neither classes nor intersections.
 */
export function javaRegex(pattern: string): string | undefined {
  if (!isRe2(pattern)) return undefined;
  let text = '(?d)';
  let inClass = false;
  for (let at = 0; at < pattern.length; ) {
    const token = nextToken(pattern, at, inClass);
    const translated = inClass ? classToken(token) : plainToken(token);
    if (translated === undefined) return undefined;
    if (token === '[' || token === '[^') inClass = true;
    else if (token === ']') inClass = false;
    text += translated;
    at += token.length;
  }
  return inClass ? undefined : text;
}

const PLAIN_TOKEN =
  /\\[pP]\{\^?\w+\}|\\x\{[0-9a-fA-F]+\}|\\x[0-9a-fA-F]{2}|\\.|\[\^?|\(\?P<\w+>|\(\?[a-zA-Z-]*[:)]|[\s\S]/uy;
/** A bracket that comes first in a class, or a `]` there, says itself; both are rare enough to be left to others. */
const CLASS_TOKEN = /\\x\{[0-9a-fA-F]+\}|\\x[0-9a-fA-F]{2}|\\.|\[:\w+:\]|&&|[\s\S]/uy;

function nextToken(pattern: string, at: number, inClass: boolean): string {
  const tokens = inClass ? CLASS_TOKEN : PLAIN_TOKEN;
  tokens.lastIndex = at;
  return tokens.exec(pattern)?.[0] ?? pattern.charAt(at);
}

function plainToken(token: string): string | undefined {
  if (token === '$') return '\\z';
  // Java's own knows accents and other scripts before version 19.
  if (token === '\\b') return WORD_BOUNDARY;
  if (token === '\\B') return `(?!${WORD_BOUNDARY})`;
  if (token.startsWith('(?P<')) return '(';
  // Without its own case folding Java ignores the case of ASCII letters only; `m` makes `$` another one.
  if (/^\(\?[a-zA-Z-]*[:)]$/.test(token)) return flags(token);
  return token.startsWith('\\') ? escaped(token) : token;
}

const WORD_BOUNDARY = '(?:(?<=[0-9A-Za-z_])(?![0-9A-Za-z_])|(?<![0-9A-Za-z_])(?=[0-9A-Za-z_]))';

function flags(token: string): string | undefined {
  const [, on = '', end = ''] = /^\(\?([is]*)([:)])$/.exec(token) ?? [];
  if (end === '') return undefined;
  return on === '' && end === ':' ? '(?:' : `(?${on}${on.includes('i') ? 'u' : ''}${end}`;
}

function classToken(token: string): string | undefined {
  const posix = /^\[:(\w+):\]$/.exec(token)?.[1];
  if (posix !== undefined) return POSIX[posix];
  if (token === '[') return '\\[';
  if (token === '&&') return '\\&\\&';
  return token.startsWith('\\') ? escaped(token) : token;
}

const POSIX: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  digit: '0-9',
  lower: 'a-z',
  space: '\\t\\n\\x0b\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

/** Escapes that mean the same, or what means it; undefined for no escape, and for one that is left to others. */
function escaped(token: string): string | undefined {
  return ESCAPES[token] ?? (SAME.test(token) ? token : undefined);
}

/** Letters, digits and other signs by their code, `\d` and `\w` (ASCII in both), and signs that mean themselves. */
const SAME = /^\\(?:[dDwWaAfnrtz]|x[0-9a-fA-F]{2}|x\{[0-9a-fA-F]+\}|p\{L[ulmto]?\}|P\{L[ulmto]?\}|[^0-9A-Za-z])$/;

const ESCAPES: Readonly<Record<string, string>> = {
  '\\s': '[\\t\\n\\f\\r ]',
  '\\S': '[^\\t\\n\\f\\r ]',
  '\\Z': '\\z',
  '\\v': '\\x0b',
};
