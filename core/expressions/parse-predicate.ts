import type { Span } from '../documents/node.ts';
import type { ComparisonOperator, Expression, Literal } from './expression.ts';
import {
  advance,
  between,
  isSign,
  isWord,
  type Parser,
  peek,
  report,
  reportMissing,
  spelling,
  takeSign,
  takeWord,
} from './parser.ts';
import { printExpression } from './print-expression.ts';
import type { Token } from './token.ts';

/** An operand, and what is said of it: a comparison, IN, BETWEEN, LIKE, IS NULL, or nothing. */
export function parsePredicate(parser: Parser): Expression | null {
  const left = parser.operand(parser);
  const token = peek(parser);
  const negated = isWord(token, 'not') && isWord(peek(parser, 1), 'in', 'between', 'like');
  if (negated) advance(parser);
  if (takeWord(parser, 'in')) return left && parseIn(parser, left, negated);
  if (takeWord(parser, 'between')) return left && parseBetween(parser, left, negated);
  if (takeWord(parser, 'like')) return left && parseLike(parser, left, negated);
  if (takeWord(parser, 'is')) return left && parseIs(parser, left);
  return parseComparisons(parser, left);
}

const COMPARISONS: Readonly<Record<string, ComparisonOperator>> = {
  '=': '=',
  '==': '=',
  '<>': '<>',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/** Spellings that are certain to mean a comparison, and are none. */
const MISSPELT: Readonly<Record<string, ComparisonOperator>> = { '=<': '<=', '=>': '>=', '<=>': '=' };

function takeComparison(parser: Parser): { readonly operator: ComparisonOperator; readonly token: Token } | undefined {
  const token = peek(parser);
  if (token.kind !== 'sign') return undefined;
  const misspelt = MISSPELT[token.sign];
  const operator = COMPARISONS[token.sign] ?? misspelt;
  if (operator === undefined) return undefined;
  if (misspelt) report(parser, token, `write ${misspelt} instead of ${token.sign}`, { fix: misspelt });
  return { operator, token: advance(parser) };
}

/** `a < b`, and `a < b < c` read as `a < b AND b < c`. */
function parseComparisons(parser: Parser, first: Expression | null): Expression | null {
  const links: Expression[] = [];
  let left = first;
  for (let taken = takeComparison(parser); taken; taken = takeComparison(parser)) {
    const right = parser.operand(parser);
    if (left && right) links.push(comparison(parser, taken.operator, left, right));
    left = right ?? left;
  }
  const [only, last] = [links[0], links.at(-1)];
  if (only === undefined || last === undefined) return left;
  if (links.length === 1) return only;
  const chain: Expression = { kind: 'logical', operator: 'and', operands: links, ...between(only, last) };
  if (!parser.notation.chains) {
    const isAlone = parser.tokens[0]?.start === chain.start;
    const fix = isAlone ? printExpression(chain) : `(${printExpression(chain)})`;
    report(parser, chain, `a comparison has two sides; write ${fix}`, { fix });
  }
  return chain;
}

function comparison(parser: Parser, operator: ComparisonOperator, left: Expression, right: Expression): Expression {
  const span = between(left, right);
  const isNull = (side: Expression): boolean => side.kind === 'literal' && side.value === null;
  if ((operator !== '=' && operator !== '<>') || isNull(left) === isNull(right)) {
    return { kind: 'comparison', operator, left, right, ...span };
  }
  const nullity: Expression = {
    kind: 'is-null',
    negated: operator === '<>',
    operand: isNull(left) ? right : left,
    ...span,
  };
  const fix = printExpression(nullity);
  report(parser, span, `a comparison with NULL is never true; write ${fix}`, { fix });
  return nullity;
}

function parseIn(parser: Parser, operand: Expression, negated: boolean): Expression {
  const open = takeSign(parser, '(', '[');
  if (!open) {
    reportMissing(parser, 'a list in brackets, such as (1, 2),');
    const item = parser.operand(parser);
    return { kind: 'in', negated, operand, items: item ? [item] : [], ...between(operand, item ?? operand) };
  }
  const { items, end } = parseList(parser, open);
  return { kind: 'in', negated, operand, items, ...between(operand, end) };
}

/** Operands between commas, up to the bracket that closes `open` (which is taken already). */
export function parseList(parser: Parser, open: Token): { readonly items: readonly Expression[]; readonly end: Span } {
  const closing = isSign(open, '(') ? ')' : ']';
  const items: Expression[] = [];
  while (!isSign(peek(parser), closing) && peek(parser).kind !== 'end') {
    const before = parser.at;
    const item = parser.operand(parser);
    if (item) items.push(item);
    if (isSign(peek(parser), closing)) break;
    if (!takeSign(parser, ',')) {
      if (parser.at === before || !isItem(peek(parser))) break;
      report(parser, peek(parser), `expected a comma before ${spelling(parser, peek(parser))}`);
    } else if (isSign(peek(parser), closing)) {
      reportMissing(parser, 'a value');
    }
  }
  const close = takeSign(parser, closing);
  if (!close) report(parser, open, `the bracket ${spelling(parser, open)} is not closed`);
  return { items, end: close ?? items.at(-1) ?? open };
}

function isItem(token: Token): boolean {
  return ['name', 'text', 'number'].includes(token.kind);
}

function parseBetween(parser: Parser, operand: Expression, negated: boolean): Expression {
  const low = parser.operand(parser);
  if (low === null) return operand;
  if (!takeWord(parser, 'and')) {
    reportMissing(parser, 'AND and the upper end of BETWEEN');
    return operand;
  }
  const high = parser.operand(parser);
  if (high === null) return operand;
  return { kind: 'between', negated, operand, low, high, ...between(operand, high) };
}

function parseLike(parser: Parser, operand: Expression, negated: boolean): Expression {
  const token = peek(parser);
  const right = parser.operand(parser);
  if (right === null) return operand;
  if (right.kind !== 'literal' || typeof right.value !== 'string') {
    report(parser, token, "LIKE compares with a text in single quotes, such as 'N%'");
    return operand;
  }
  const escapeBy = takeWord(parser, 'escape') ? parseEscape(parser) : null;
  const pattern: Literal = right;
  if (escapeBy !== null && endsInEscape(right.value, escapeBy)) {
    report(parser, right, `nothing follows the escape character ${escapeBy} at the end of the pattern`);
  }
  return {
    kind: 'like',
    negated,
    operand,
    pattern,
    escape: escapeBy,
    start: operand.start,
    end: parser.tokens[parser.at - 1]!.end,
  };
}

function parseEscape(parser: Parser): string | null {
  const token = peek(parser);
  if (token.kind === 'text' && [...token.value].length === 1) {
    advance(parser);
    return token.value;
  }
  if (token.kind === 'text') report(parser, advance(parser), 'ESCAPE takes exactly one character');
  else reportMissing(parser, 'one character in quotes');
  return null;
}

function endsInEscape(pattern: string, escapeBy: string): boolean {
  let escaped = false;
  for (const letter of pattern) escaped = !escaped && letter === escapeBy;
  return escaped;
}

function parseIs(parser: Parser, operand: Expression): Expression {
  const negated = takeWord(parser, 'not') !== undefined;
  const token = peek(parser);
  if (isWord(token, 'null')) {
    advance(parser);
    return { kind: 'is-null', negated, operand, ...between(operand, token) };
  }
  if (isWord(token, 'true', 'false')) {
    const wanted = isWord(token, 'true') === negated ? `NOT ${printExpression(operand)}` : printExpression(operand);
    report(parser, between(operand, token), `IS is followed by NULL or NOT NULL; write ${wanted}`);
    advance(parser);
    return operand;
  }
  reportMissing(parser, negated ? 'NULL' : 'NULL or NOT NULL');
  return operand;
}
