import type { ArithmeticOperator, Expression } from './expression.ts';
import { parseCall, parseMethod } from './parse-call.ts';
import {
  advance,
  between,
  deeper,
  giveUp,
  isSign,
  MAX_CHAIN,
  type Parser,
  peek,
  report,
  reportMissing,
  takeSign,
} from './parser.ts';
import type { Token } from './token.ts';

/** An operand of a comparison: sums of products of signed values. */
export function parseSum(parser: Parser): Expression | null {
  return parseChain(parser, ['+', '-'], parseProduct);
}

function parseProduct(parser: Parser): Expression | null {
  return parseChain(parser, ['*', '/', '%'], parseSigned);
}

function parseChain(
  parser: Parser,
  operators: readonly ArithmeticOperator[],
  parseTerm: (parser: Parser) => Expression | null,
): Expression | null {
  let left = parseTerm(parser);
  for (let links = 0; ; links++) {
    const token = peek(parser);
    const operator = token.kind === 'sign' ? operators.find((each) => each === token.sign) : undefined;
    if (operator === undefined) return left;
    if (links === MAX_CHAIN) {
      giveUp(parser, `has more than ${MAX_CHAIN} operators in a row`);
      return left;
    }
    advance(parser);
    const right = parseTerm(parser);
    left = left && right ? { kind: 'arithmetic', operator, left, right, ...between(left, right) } : (left ?? right);
  }
}

function parseSigned(parser: Parser): Expression | null {
  const sign = takeSign(parser, '-', '+');
  if (!sign) return parsePostfix(parser);
  const operand = deeper(parser, () => parseSigned(parser));
  if (operand === null || isSign(sign, '+')) return operand;
  return { kind: 'negation', operand, ...between(sign, operand) };
}

/** A value, and the methods called on it: `col("x").is_in(["a"])`. */
function parsePostfix(parser: Parser): Expression | null {
  let value = parseValue(parser);
  for (let dot = takeSign(parser, '.'); dot; dot = takeSign(parser, '.')) value = parseMethod(parser, value, dot);
  return value;
}

function parseValue(parser: Parser): Expression | null {
  const token = peek(parser);
  switch (token.kind) {
    case 'number':
    case 'text':
      advance(parser);
      return { kind: 'literal', value: token.value, start: token.start, end: token.end };
    case 'name':
      return parseCall(parser, token);
    case 'keyword':
      return parseKeyword(parser, token);
    case 'sign':
      return token.sign === '(' ? parseBrackets(parser, token) : missing(parser);
    case 'end':
      return missing(parser);
  }
}

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function parseKeyword(parser: Parser, token: Extract<Token, { kind: 'keyword' }>): Expression | null {
  const value = CONSTANTS.get(token.word);
  if (value === undefined) return missing(parser);
  advance(parser);
  return { kind: 'literal', value, start: token.start, end: token.end };
}

function parseBrackets(parser: Parser, open: Token): Expression | null {
  advance(parser);
  const inner = parser.condition(parser);
  if (isSign(peek(parser), ',')) {
    report(parser, peek(parser), 'a list stands after IN only');
    while (takeSign(parser, ',')) parser.condition(parser);
  }
  if (!takeSign(parser, ')')) {
    if (peek(parser).kind === 'end') report(parser, open, 'the bracket ( is not closed');
    else reportMissing(parser, ')');
  }
  return inner;
}

function missing(parser: Parser): null {
  reportMissing(parser, 'a column or a value');
  return null;
}
