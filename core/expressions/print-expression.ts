import type { Expression, LiteralValue } from './expression.ts';
import { isKeyword } from './token.ts';

/** The one way to write an expression; reading it again gives the same expression. */
export function printExpression(expression: Expression): string {
  return print(expression, LEVEL.or);
}

/** How tightly an operator binds; an operand that binds less tightly than its place asks for stands in brackets. */
const LEVEL = { or: 1, and: 2, not: 3, predicate: 4, sum: 5, product: 6, sign: 7, value: 8 } as const;

function print(expression: Expression, place: number): string {
  const text = printAlone(expression);
  return levelOf(expression) < place ? `(${text})` : text;
}

function levelOf(expression: Expression): number {
  switch (expression.kind) {
    case 'logical':
      return LEVEL[expression.operator];
    case 'not':
      return LEVEL.not;
    case 'comparison':
    case 'in':
    case 'between':
    case 'like':
    case 'is-null':
      return LEVEL.predicate;
    case 'arithmetic':
      return expression.operator === '+' || expression.operator === '-' ? LEVEL.sum : LEVEL.product;
    case 'negation':
      return LEVEL.sign;
    case 'literal':
      return typeof expression.value === 'number' && isNegative(expression.value) ? LEVEL.sign : LEVEL.value;
    case 'column':
    case 'aggregate':
      return LEVEL.value;
  }
}

function printAlone(expression: Expression): string {
  switch (expression.kind) {
    case 'column':
      return printName(expression.name);
    case 'literal':
      return printLiteral(expression.value);
    case 'negation':
      return `-${print(expression.operand, LEVEL.value)}`;
    case 'arithmetic': {
      const level = levelOf(expression);
      return `${print(expression.left, level)} ${expression.operator} ${print(expression.right, level + 1)}`;
    }
    case 'comparison':
      return `${print(expression.left, LEVEL.sum)} ${expression.operator} ${print(expression.right, LEVEL.sum)}`;
    case 'not':
      return `NOT ${print(expression.operand, LEVEL.not)}`;
    case 'logical': {
      const operator = ` ${expression.operator.toUpperCase()} `;
      return expression.operands.map((operand) => print(operand, LEVEL[expression.operator] + 1)).join(operator);
    }
    case 'in':
      return `${subject(expression)} IN (${expression.items.map((item) => print(item, LEVEL.sum)).join(', ')})`;
    case 'between':
      return `${subject(expression)} BETWEEN ${print(expression.low, LEVEL.sum)} AND ${print(expression.high, LEVEL.sum)}`;
    case 'like': {
      const tail = expression.escape === null ? '' : ` ESCAPE ${printText(expression.escape)}`;
      return `${subject(expression)} LIKE ${printLiteral(expression.pattern.value)}${tail}`;
    }
    case 'is-null':
      return `${print(expression.operand, LEVEL.sum)} IS ${expression.negated ? 'NOT ' : ''}NULL`;
    case 'aggregate':
      return `${expression.function}(${expression.operand === null ? '*' : print(expression.operand, LEVEL.sum)})`;
  }
}

function subject(predicate: { readonly negated: boolean; readonly operand: Expression }): string {
  return `${print(predicate.operand, LEVEL.sum)}${predicate.negated ? ' NOT' : ''}`;
}

/** A column name, in double quotes where it must have them. */
export function printName(name: string): string {
  const isPlain = /^[\p{L}_][\p{L}\p{M}\p{N}_$]*$/u.test(name) && !isKeyword(name.toLowerCase());
  return isPlain ? name : `"${name.replaceAll('"', '""')}"`;
}

export function printLiteral(value: LiteralValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return printText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return String(value);
}

function printText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}
