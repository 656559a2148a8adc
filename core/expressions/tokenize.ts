import type { ExpressionProblem } from './expression.ts';
import type { Notation } from './notation.ts';
import { isKeyword, type Token } from './token.ts';

export interface Tokens {
  /** In order, the last one of kind `end`. */
  readonly tokens: readonly Token[];
  readonly problems: readonly ExpressionProblem[];
}

/** Cuts a text into tokens. Never throws: what it does not know becomes a problem, and is passed over. */
export function tokenize(text: string, notation: Notation): Tokens {
  const tokens: Token[] = [];
  const problems: ExpressionProblem[] = [];
  let at = 0;
  while (at < text.length) {
    const space = matchAt(SPACE, text, at);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const read = readQuoted(text, at, notation) ?? readNumber(text, at) ?? readName(text, at) ?? readSign(text, at);
    if (read.problem) problems.push(read.problem);
    if (read.token) tokens.push(read.token);
    at = read.end;
  }
  tokens.push({ kind: 'end', start: text.length, end: text.length });
  return { tokens, problems };
}

interface Read {
  readonly token?: Token;
  readonly problem?: ExpressionProblem;
  readonly end: number;
}

const SPACE = /\s+/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[\p{L}_][\p{L}\p{M}\p{N}_$]*/uy;
const SIGN = /<=>|<=|>=|<>|!=|==|=>|=<|&&|\|\||\*\*|\/\/|[=<>+\-*/%()[\],.&|!~]/y;

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Typographic quotes get into a text by copying; they are read as the plain quote that was meant. */
const CURLY: Readonly<Record<string, readonly [plain: string, closing: string]>> = {
  '‘': ["'", '’'],
  '’': ["'", '’'],
  '“': ['"', '”'],
  '”': ['"', '”'],
};

function readQuoted(text: string, start: number, notation: Notation): Read | undefined {
  const opening = text[start]!;
  const [plain, closing] = CURLY[opening] ?? [opening, opening];
  if (plain !== "'" && plain !== '"' && plain !== '`') return undefined;
  const { value, end, closed } = readUntil(text, start + 1, closing, notation.backslashes && plain !== '`');
  const span = { start, end };
  const isText = plain === "'" || (plain === '"' && notation.doubleQuotes === 'text');
  const token: Token = isText
    ? { kind: 'text', value, quote: plain, ...span }
    : { kind: 'name', value, form: plain === '`' ? 'backticks' : 'quoted', ...span };
  if (!closed)
    return { token, end, problem: { ...span, code: 'syntax', message: `the quote ${opening} is not closed` } };
  if (opening === plain) return { token, end };
  const fix = `${plain}${value}${plain}`;
  return {
    token,
    end,
    problem: { ...span, code: 'syntax', message: `${opening} is a typographic quote; write ${fix}`, fix },
  };
}

function readUntil(text: string, from: number, closing: string, backslashes: boolean) {
  let value = '';
  let at = from;
  while (at < text.length) {
    const letter = text[at]!;
    if (backslashes && letter === '\\' && at + 1 < text.length) {
      value += text[at + 1]!;
      at += 2;
    } else if (letter !== closing) {
      value += letter;
      at++;
    } else if (text[at + 1] === closing) {
      value += closing;
      at += 2;
    } else {
      return { value, end: at + 1, closed: true };
    }
  }
  return { value, end: at, closed: false };
}

/** The most digits that every engine's widest whole number holds. */
const MAX_DIGITS = 38;

function readNumber(text: string, start: number): Read | undefined {
  const digits = matchAt(NUMBER, text, start);
  if (digits === undefined) return undefined;
  const end = start + digits.length;
  const number = Number(digits);
  const isWhole = /^\d+$/.test(digits) && digits.length <= MAX_DIGITS;
  const token: Token = {
    kind: 'number',
    value: isWhole && !Number.isSafeInteger(number) ? BigInt(digits) : number,
    start,
    end,
  };
  const tail = matchAt(NAME, text, end);
  if (tail !== undefined) {
    const whole = digits + tail;
    const message = `${whole} is neither a number nor a name; a name that begins with a digit stands in double quotes`;
    return { token, end: end + tail.length, problem: { start, end: end + tail.length, code: 'syntax', message } };
  }
  if (Number.isFinite(number)) return { token, end };
  return { token, end, problem: { start, end, code: 'syntax', message: 'the number is too large' } };
}

function readName(text: string, start: number): Read | undefined {
  const name = matchAt(NAME, text, start);
  if (name === undefined) return undefined;
  const end = start + name.length;
  const word = name.toLowerCase();
  if (isKeyword(word)) return { token: { kind: 'keyword', word, start, end }, end };
  return { token: { kind: 'name', value: name, form: 'bare', start, end }, end };
}

function readSign(text: string, start: number): Read {
  const sign = matchAt(SIGN, text, start);
  if (sign !== undefined) {
    const end = start + sign.length;
    return { token: { kind: 'sign', sign, start, end }, end };
  }
  const unknown = String.fromCodePoint(text.codePointAt(start)!);
  const end = start + unknown.length;
  return { end, problem: { start, end, code: 'syntax', message: `${unknown} has no meaning here` } };
}
