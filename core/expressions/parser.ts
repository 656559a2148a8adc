import type { Span } from '../documents/node.ts';
import type { Expression, ExpressionProblem, ExpressionProblemCode } from './expression.ts';
import type { Notation } from './notation.ts';
import type { Keyword, Token } from './token.ts';

/** Where a parse stands. The functions that read one construct each take it from one another. */
export interface Parser {
  readonly text: string;
  readonly notation: Notation;
  readonly aggregates: boolean;
  readonly tokens: readonly Token[];
  readonly problems: ExpressionProblem[];
  /** Reads a whole condition, as brackets hold one; given here so that operands need not import it. */
  readonly condition: (parser: Parser) => Expression | null;
  /** Reads an operand of a comparison. */
  readonly operand: (parser: Parser) => Expression | null;
  at: number;
  depth: number;
}

/** Brackets, signs and NOTs inside one another; deeper ones are refused, so that no text can exhaust the stack. */
export const MAX_DEPTH = 100;

/** Operators in one chain of arithmetic. */
export const MAX_CHAIN = 200;

export function peek(parser: Parser, ahead = 0): Token {
  return parser.tokens[Math.min(parser.at + ahead, parser.tokens.length - 1)]!;
}

export function advance(parser: Parser): Token {
  const token = peek(parser);
  if (token.kind !== 'end') parser.at++;
  return token;
}

export function isSign(token: Token, ...signs: readonly string[]): boolean {
  return token.kind === 'sign' && signs.includes(token.sign);
}

export function isWord(token: Token, ...words: readonly Keyword[]): boolean {
  return token.kind === 'keyword' && words.includes(token.word);
}

/** The next token, taken, if it is one of the signs. */
export function takeSign(parser: Parser, ...signs: readonly string[]): Token | undefined {
  return isSign(peek(parser), ...signs) ? advance(parser) : undefined;
}

export function takeWord(parser: Parser, ...words: readonly Keyword[]): Token | undefined {
  return isWord(peek(parser), ...words) ? advance(parser) : undefined;
}

export function report(parser: Parser, span: Span, message: string, details: ReportDetails = {}): void {
  const { code = 'syntax', fix } = details;
  parser.problems.push({ start: span.start, end: span.end, code, message, ...(fix === undefined ? {} : { fix }) });
}

interface ReportDetails {
  readonly code?: ExpressionProblemCode;
  readonly fix?: string;
}

/** Reports that something is missing where the parser stands: on what was found in its place, or after what came last. */
export function reportMissing(parser: Parser, wanted: string): void {
  const found = peek(parser);
  const before = parser.tokens[parser.at - 1];
  const after = before === undefined ? '' : ` after ${spelling(parser, before)}`;
  if (found.kind !== 'end') report(parser, found, `expected ${wanted}${after}, but found ${spelling(parser, found)}`);
  else report(parser, before ?? found, `expected ${wanted}${after}`);
}

export function spelling(parser: Parser, token: Span): string {
  return parser.text.slice(token.start, token.end);
}

/** Reads what is nested one level deeper, or refuses to and gives up on the rest of the text. */
export function deeper<Value>(parser: Parser, read: () => Value): Value | null {
  if (parser.depth >= MAX_DEPTH) {
    giveUp(parser, `is nested more than ${MAX_DEPTH} levels deep`);
    return null;
  }
  parser.depth++;
  const value = read();
  parser.depth--;
  return value;
}

export function giveUp(parser: Parser, reason: string): void {
  report(parser, peek(parser), `the expression ${reason}`);
  parser.at = parser.tokens.length - 1;
}

/** From the beginning of one span to the end of another. */
export function between(first: Span, last: Span): Span {
  return { start: first.start, end: Math.max(first.end, last.end) };
}
