import type { Expression, ParsedExpression } from './expression.ts';
import { greatExpectationsProblem } from './great-expectations-shape.ts';
import { GREAT_EXPECTATIONS, type Notation, PLUMBLINE } from './notation.ts';
import { parseSum } from './parse-operand.ts';
import { parsePredicate } from './parse-predicate.ts';
import { advance, between, deeper, isSign, isWord, type Parser, peek, report, spelling } from './parser.ts';
import type { Token } from './token.ts';
import { tokenize } from './tokenize.ts';

export interface ParseOptions {
  readonly notation?: Notation;
  /** Whether the expression speaks of a set of rows, so that `mean(x)` and the like may stand in it. */
  readonly aggregates?: boolean;
}

/**
 * Reads a filter, a row condition, a `where` or an `expect`. Never throws: half-typed text gives what can be made of it,
 * and a problem for the rest. Only an expression without problems may be compiled.
 */
export function parseExpression(text: string, options: ParseOptions = {}): ParsedExpression {
  const { notation = PLUMBLINE, aggregates = false } = options;
  const { tokens, problems } = tokenize(text, notation);
  const parser: Parser = {
    text,
    notation,
    aggregates,
    tokens,
    problems: [...problems],
    condition: parseCondition,
    operand: parseSum,
    at: 0,
    depth: 0,
  };
  const expression = parseWhole(parser);
  if (notation === GREAT_EXPECTATIONS && expression && parser.problems.length === 0) {
    const problem = greatExpectationsProblem(expression);
    if (problem) parser.problems.push(problem);
  }
  return { expression, problems: parser.problems.sort((a, b) => a.start - b.start || a.end - b.end) };
}

function parseWhole(parser: Parser): Expression | null {
  if (peek(parser).kind === 'end') {
    if (parser.problems.length === 0) report(parser, { start: 0, end: parser.text.length }, 'the expression is empty');
    return null;
  }
  const parts: Expression[] = [];
  keep(parts, parseCondition(parser));
  for (let token = peek(parser); token.kind !== 'end'; token = peek(parser)) {
    if (!isHarmless(parser, token)) reportLeftover(parser, token);
    const before = parser.at;
    if (startsOperand(token)) keep(parts, parseCondition(parser));
    if (parser.at === before) advance(parser);
  }
  return joined('and', parts);
}

/** Great Expectations passes over what follows; a last bracket too many is the one thing that loses nothing. */
function isHarmless(parser: Parser, token: Token): boolean {
  return parser.notation === GREAT_EXPECTATIONS && isSign(token, ')') && peek(parser, 1).kind === 'end';
}

function reportLeftover(parser: Parser, token: Token): void {
  if (isSign(token, ')', ']')) report(parser, token, `no bracket is open for this ${spelling(parser, token)}`);
  else if (startsOperand(token)) report(parser, token, `expected AND or OR before ${spelling(parser, token)}`);
  else report(parser, token, `${spelling(parser, token)} is not expected here`);
}

function startsOperand(token: Token): boolean {
  return (
    ['name', 'text', 'number'].includes(token.kind) ||
    isWord(token, 'not', 'null', 'true', 'false') ||
    isSign(token, '(', '-', '+')
  );
}

/** A whole condition: terms joined by OR. */
function parseCondition(parser: Parser): Expression | null {
  return deeper(parser, () => parseJoined(parser, 'or', () => parseJoined(parser, 'and', () => parseNot(parser))));
}

function parseJoined(parser: Parser, operator: 'and' | 'or', parseTerm: () => Expression | null): Expression | null {
  const operands: Expression[] = [];
  keep(operands, parseTerm());
  while (takeConnective(parser, operator)) keep(operands, parseTerm());
  return joined(operator, operands);
}

const DOUBLED: Readonly<Record<'and' | 'or', readonly string[]>> = { and: ['&&', '&'], or: ['||', '|'] };

/** Takes AND or OR, also where it is spelt as other languages do. */
function takeConnective(parser: Parser, operator: 'and' | 'or'): boolean {
  const token = peek(parser);
  if (isWord(token, operator)) return advance(parser) === token;
  if (token.kind !== 'sign' || !DOUBLED[operator].includes(token.sign)) return false;
  if (parser.notation.signs[token.sign] !== operator) {
    const word = operator.toUpperCase();
    report(parser, token, `write ${word} instead of ${token.sign}`, { fix: word });
  }
  advance(parser);
  return true;
}

function parseNot(parser: Parser): Expression | null {
  const token = peek(parser);
  if (!isWord(token, 'not') && !isSign(token, '!', '~')) return parsePredicate(parser);
  if (token.kind === 'sign' && parser.notation.signs[token.sign] !== 'not') {
    report(parser, token, `write NOT instead of ${token.sign}`, { fix: 'NOT ' });
  }
  advance(parser);
  const operand = deeper(parser, () => parseNot(parser));
  return operand && { kind: 'not', operand, ...between(token, operand) };
}

/** One node for a chain of one operator, however it was bracketed. */
export function joined(operator: 'and' | 'or', parts: readonly Expression[]): Expression | null {
  const operands = parts.flatMap((part) =>
    part.kind === 'logical' && part.operator === operator ? part.operands : [part],
  );
  const [first, last] = [operands[0], operands.at(-1)];
  if (first === undefined || last === undefined) return null;
  return operands.length === 1 ? first : { kind: 'logical', operator, operands, ...between(first, last) };
}

function keep(expressions: Expression[], expression: Expression | null): void {
  if (expression !== null) expressions.push(expression);
}
