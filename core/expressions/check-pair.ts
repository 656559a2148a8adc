import { adaptLiteral } from './adapt-literal.ts';
import type { Expression, ExpressionProblem } from './expression.ts';
import { literalOf } from './literal-of.ts';
import { printExpression, printLiteral } from './print-expression.ts';
import { areComparable, literalType, typeOf } from './type-of.ts';
import { exampleOf, kindOf } from './type-words.ts';
import type { ColumnTypes, ValueType } from './value-type.ts';

/** What keeps two sides of a comparison from ever being compared; nothing where a type is not known. */
export function checkPair(left: Expression, right: Expression, types: ColumnTypes): readonly ExpressionProblem[] {
  const [leftLiteral, rightLiteral] = [literalOf(left), literalOf(right)];
  if (leftLiteral === null || rightLiteral === null) return [];
  const [leftType, rightType] = [typeOf(left, types), typeOf(right, types)];
  if (leftType === undefined || rightType === undefined) return [];
  if (rightLiteral !== undefined) return checkLiteral(left, leftType, right, rightLiteral);
  if (leftLiteral !== undefined) return checkLiteral(right, rightType, left, leftLiteral);
  if (areComparable(leftType, rightType)) return [];
  const message =
    leftType === rightType
      ? `${kindOf(leftType)} cannot be compared; it can be tested for NULL only`
      : `${printExpression(left)} is ${kindOf(leftType)} and ${printExpression(right)} ${kindOf(rightType)}; they cannot be compared`;
  return [mismatch({ start: left.start, end: right.end }, message)];
}

function checkLiteral(
  subject: Expression,
  type: ValueType,
  written: Expression,
  literal: string | number | bigint | boolean,
): readonly ExpressionProblem[] {
  if (adaptLiteral(literal, type) !== undefined) return [];
  const name = `${printExpression(subject)} is ${kindOf(type)}`;
  const value = printExpression(written);
  if (type === 'string' && typeof literal !== 'string') {
    const fix = printLiteral(String(literal));
    return [mismatch(written, `${name}, and ${value} is not; write ${fix}`, fix)];
  }
  if (type === 'binary' || type === 'other') {
    return [mismatch(written, `${name}, and can be tested for NULL only`)];
  }
  const example = exampleOf(type);
  const hint = example === undefined ? '' : `; ${kindOf(type)} is written ${example}`;
  const isWrongForm = typeof literal === 'string' && type !== 'boolean';
  const complaint = isWrongForm ? 'is none' : `is ${kindOf(literalType(literal)!)}`;
  return [mismatch(written, `${name}, and ${value} ${complaint}${hint}`)];
}

function mismatch(span: { start: number; end: number }, message: string, fix?: string): ExpressionProblem {
  const problem = { start: span.start, end: span.end, code: 'type-mismatch' as const, message };
  return fix === undefined ? problem : { ...problem, fix };
}
