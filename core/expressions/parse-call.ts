import { AGGREGATE_FUNCTIONS, aggregateFunction } from './aggregate-functions.ts';
import type { AggregateFunction, ColumnReference, Expression } from './expression.ts';
import { type ColumnMethod, METHODS } from './notation.ts';
import { parseList } from './parse-predicate.ts';
import { advance, between, isSign, type Parser, peek, report, reportMissing, takeSign } from './parser.ts';
import { printExpression } from './print-expression.ts';
import type { NameToken, Token } from './token.ts';

/** What begins with a name: a column, `col("x")`, `DATE '…'`, or a function of a set. */
export function parseCall(parser: Parser, name: NameToken): Expression | null {
  advance(parser);
  const next = peek(parser);
  if (name.form !== 'bare') return column(name);
  const word = name.value.toLowerCase();
  if (word === 'date' || word === 'timestamp') {
    const literal = parseTypedText(parser, name);
    if (literal) return literal;
  }
  if (!isSign(next, '(')) return column(name);
  return word === 'col' ? parseColumnCall(parser, name) : parseFunction(parser, name);
}

function column(token: NameToken): ColumnReference {
  const nameSpan = { start: token.start, end: token.end };
  return { kind: 'column', name: token.value, form: token.form, nameSpan, ...nameSpan };
}

/** `DATE '2024-01-01'` and `date("2024-01-01")`: the text itself, as dates compare with texts that hold dates. */
function parseTypedText(parser: Parser, name: NameToken): Expression | undefined {
  const bracketed = isSign(peek(parser), '(') && isSign(peek(parser, 2), ')');
  const text = peek(parser, bracketed ? 1 : 0);
  if (text.kind !== 'text') return undefined;
  const last = peek(parser, bracketed ? 2 : 0);
  parser.at += bracketed ? 3 : 1;
  return { kind: 'literal', value: text.value, ...between(name, last) };
}

function parseColumnCall(parser: Parser, name: NameToken): Expression | null {
  const open = advance(parser);
  const inner = peek(parser);
  if (inner.kind !== 'name' && inner.kind !== 'text') {
    reportMissing(parser, 'the name of a column');
    return null;
  }
  advance(parser);
  const close = takeSign(parser, ')');
  if (!close) report(parser, open, 'the bracket ( is not closed');
  const nameSpan = { start: inner.start, end: inner.end };
  const form = inner.kind === 'name' ? inner.form : 'quoted';
  const span = between(name, close ?? inner);
  if (inner.kind === 'text' && inner.quote === "'" && parser.notation.name === 'great_expectations') {
    const fix = `"${inner.value}"`;
    report(parser, inner, `Great Expectations wants double quotes here; write col(${fix})`, { fix });
  }
  if (!parser.notation.columnCalls) {
    report(parser, span, `${parser.notation.name} does not know col(…); write the name of the column alone`, {
      fix: inner.value,
    });
  }
  return { kind: 'column', name: inner.value, form, nameSpan, ...span };
}

function parseFunction(parser: Parser, name: NameToken): Expression | null {
  const open = advance(parser);
  const aggregate = aggregateFunction(name.value);
  if (aggregate === 'count' && isSign(peek(parser), '*')) {
    advance(parser);
    return closed(parser, name, open, 'count', null);
  }
  const distinct = peek(parser);
  const isDistinct = aggregate === 'count' && distinct.kind === 'name' && distinct.value.toLowerCase() === 'distinct';
  if (isDistinct && peek(parser, 1).kind === 'name') {
    advance(parser);
    return closed(parser, name, open, 'count_distinct', parser.operand(parser));
  }
  if (aggregate) return closed(parser, name, open, aggregate, parser.operand(parser));
  const { items, end } = parseList(parser, open);
  const known = AGGREGATE_FUNCTIONS.map((each) => each.name).join(', ');
  const hint = parser.aggregates ? `; there are ${known}` : '; a condition on rows has no functions';
  report(parser, between(name, end), `there is no function ${name.value}${hint}`, { code: 'unknown-function' });
  return items[0] ?? null;
}

function closed(
  parser: Parser,
  name: NameToken,
  open: Token,
  aggregate: AggregateFunction,
  operand: Expression | null,
): Expression | null {
  const close = takeSign(parser, ')');
  if (!close) report(parser, open, 'the bracket ( is not closed');
  const span = between(name, close ?? operand ?? open);
  if (operand === null && aggregate !== 'count') return null;
  if (!parser.aggregates) {
    const message = `${name.value}(…) needs a set of rows; here each row is judged by itself`;
    report(parser, span, message, { code: 'aggregate-not-allowed' });
  }
  return { kind: 'aggregate', function: aggregate, operand, ...span };
}

/** `.notnull()`, `.is_in([…])`: read wherever they stand, and explained where the notation has other words for them. */
export function parseMethod(parser: Parser, value: Expression | null, dot: Token): Expression | null {
  const name = peek(parser);
  if (name.kind !== 'name') {
    reportMissing(parser, 'the name of a method');
    return value;
  }
  advance(parser);
  const open = takeSign(parser, '(');
  if (!open) {
    report(parser, between(dot, name), `.${name.value} cannot be followed; the fields of a struct are not compared`);
    return value;
  }
  const { items, end } = parseMethodArguments(parser, open);
  const method = METHODS.get(name.value.toLowerCase());
  if (value === null || method === undefined) {
    report(parser, between(dot, end), `there is no method .${name.value}()`, { code: 'unknown-function' });
    return value;
  }
  const condition = asCondition(method, value, items, end);
  if (!parser.notation.methods.has(name.value.toLowerCase())) explainMethod(parser, name, condition);
  return condition;
}

function parseMethodArguments(parser: Parser, open: Token) {
  const list = takeSign(parser, '[');
  const inner = list ? parseList(parser, list) : undefined;
  const rest = parseList(parser, open);
  return { items: [...(inner?.items ?? []), ...rest.items], end: rest.end };
}

function asCondition(
  method: ColumnMethod,
  operand: Expression,
  items: readonly Expression[],
  end: { end: number },
): Expression {
  const span = { start: operand.start, end: end.end };
  const negated = method === 'is-not-null' || method === 'not-in';
  if (method === 'in' || method === 'not-in') return { kind: 'in', negated, operand, items, ...span };
  return { kind: 'is-null', negated, operand, ...span };
}

function explainMethod(parser: Parser, name: NameToken, condition: Expression): void {
  const { notation } = parser;
  if (notation.name === 'plumbline' || notation.name === 'spark') {
    const fix = printExpression(condition);
    report(parser, condition, `write ${fix} instead of .${name.value}()`, { fix });
    return;
  }
  const others = [...notation.methods.keys()].map((method) => `.${method}()`);
  report(parser, name, `${notation.name} does not know .${name.value}(); it has ${others.join(', ')}`, {
    code: 'unknown-function',
  });
}
