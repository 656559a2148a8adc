import { checkAggregates } from './check-aggregates.ts';
import { checkPair } from './check-pair.ts';
import { compareValues } from './compare-values.ts';
import type { Expression, ExpressionProblem } from './expression.ts';
import { literalOf } from './literal-of.ts';
import { printExpression } from './print-expression.ts';
import { isNumeric, typeOf } from './type-of.ts';
import { kindOf } from './type-words.ts';
import type { ColumnTypes } from './value-type.ts';
import { childrenOf } from './walk-expression.ts';

export interface CheckOptions {
  /** Whether the expression is about a set of rows, so that its columns must stand in aggregates. */
  readonly aggregates?: boolean;
}

/**
 * What is wrong with a condition that was read without problems: values that can never compare, operands that are no
 * conditions, comparisons that no row can pass. Of columns whose type is not known, nothing is said.
 */
export function checkExpression(
  expression: Expression,
  types: ColumnTypes,
  { aggregates = false }: CheckOptions = {},
): readonly ExpressionProblem[] {
  const problems = [...checkCondition(expression, types), ...checkInside(expression, types)];
  if (aggregates) problems.push(...checkAggregates(expression));
  return problems.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** That an expression stands for true or false. */
function checkCondition(expression: Expression, types: ColumnTypes): readonly ExpressionProblem[] {
  const type = typeOf(expression, types);
  if (type === undefined || type === 'boolean') return [];
  const text = printExpression(expression);
  const message =
    expression.kind === 'literal'
      ? `${text} is a value, not a condition`
      : `${text} is ${kindOf(type)}, not a condition; compare it with a value`;
  return [{ start: expression.start, end: expression.end, code: 'not-a-condition', message }];
}

function* checkInside(expression: Expression, types: ColumnTypes): Generator<ExpressionProblem> {
  yield* checkAlone(expression, types);
  for (const child of childrenOf(expression)) yield* checkInside(child, types);
}

function checkAlone(expression: Expression, types: ColumnTypes): readonly ExpressionProblem[] {
  switch (expression.kind) {
    case 'comparison':
      return checkPair(expression.left, expression.right, types);
    case 'in':
      return [
        ...expression.items.flatMap((item) => checkPair(expression.operand, item, types)),
        ...checkList(expression),
      ];
    case 'between':
      return [
        ...checkPair(expression.operand, expression.low, types),
        ...checkPair(expression.operand, expression.high, types),
        ...checkOrder(expression),
      ];
    case 'not':
      return checkCondition(expression.operand, types);
    case 'logical':
      return expression.operands.flatMap((operand) => checkCondition(operand, types));
    case 'like':
      return checkOperand(expression.operand, types, 'string', 'LIKE compares texts');
    case 'negation':
      return checkOperand(expression.operand, types, 'number', 'only a number has a sign');
    case 'arithmetic':
      return [expression.left, expression.right].flatMap((side) =>
        checkOperand(side, types, 'number', `${expression.operator} needs numbers`),
      );
    case 'aggregate':
      return checkAggregate(expression, types);
    default:
      return [];
  }
}

function checkAggregate(
  { function: name, operand }: Extract<Expression, { kind: 'aggregate' }>,
  types: ColumnTypes,
): readonly ExpressionProblem[] {
  if (operand === null || ['count', 'count_distinct', 'min', 'max'].includes(name)) return [];
  if (typeOf(operand, types) === 'boolean') return []; // the mean of true and false is a share
  return checkOperand(operand, types, 'number', `${name}(…) needs numbers`);
}

function checkOperand(
  operand: Expression,
  types: ColumnTypes,
  wanted: 'string' | 'number',
  why: string,
): readonly ExpressionProblem[] {
  const type = typeOf(operand, types);
  if (type === undefined || (wanted === 'string' ? type === 'string' : isNumeric(type))) return [];
  const message = `${why}; ${printExpression(operand)} is ${kindOf(type)}`;
  return [{ start: operand.start, end: operand.end, code: 'type-mismatch', message }];
}

function checkList(list: Extract<Expression, { kind: 'in' }>): readonly ExpressionProblem[] {
  const span = { start: list.start, end: list.end, code: 'never-true' as const };
  if (list.items.length === 0) {
    return [{ ...span, message: list.negated ? 'an empty list excludes nothing' : 'nothing is in an empty list' }];
  }
  const missing = list.items.find((item) => literalOf(item) === null);
  if (missing === undefined) return [];
  const column = printExpression(list.operand);
  const message = list.negated
    ? `NOT IN a list with NULL is never true; leave NULL out, and write AND ${column} IS NOT NULL`
    : `NULL in a list selects nothing; write OR ${column} IS NULL`;
  return [{ ...span, start: missing.start, end: missing.end, message }];
}

function checkOrder(range: Extract<Expression, { kind: 'between' }>): readonly ExpressionProblem[] {
  const [low, high] = [literalOf(range.low), literalOf(range.high)];
  if (low === undefined || high === undefined || low === null || high === null) return [];
  const order = compareValues(low, high);
  if (order === undefined || order <= 0) return [];
  const [from, to] = [printExpression(range.low), printExpression(range.high)];
  const fix = `${to} AND ${from}`;
  const message = `nothing lies between ${from} and ${to}; the smaller end comes first: ${fix}`;
  return [{ start: range.low.start, end: range.high.end, code: 'never-true', message, fix }];
}
