import type { ComparisonOperator, Expression, LiteralValue } from './expression.ts';
import { literalOf } from './literal-of.ts';

/** A row condition as Great Expectations 1.x stores it. */
export type StructuredCondition =
  | {
      readonly type: 'comparison';
      readonly column: { readonly name: string };
      readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=' | 'IN' | 'NOT_IN';
      readonly parameter: string | number | boolean | readonly (string | number)[];
    }
  | { readonly type: 'nullity'; readonly column: { readonly name: string }; readonly is_null: boolean }
  | { readonly type: 'and' | 'or'; readonly conditions: readonly StructuredCondition[] };

const OPERATORS = { '=': '==', '<>': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const;

const MIRRORED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** The same condition for Great Expectations; undefined where it has no words for it (arithmetic, LIKE, OR inside AND). */
export function toStructuredCondition(expression: Expression): StructuredCondition | undefined {
  switch (expression.kind) {
    case 'comparison':
      return (
        comparison(expression.left, expression.operator, expression.right) ??
        comparison(expression.right, MIRRORED[expression.operator], expression.left)
      );
    case 'is-null':
      if (expression.operand.kind !== 'column') return undefined;
      return { type: 'nullity', column: { name: expression.operand.name }, is_null: !expression.negated };
    case 'in':
      return inList(expression);
    case 'between':
      return expression.negated
        ? undefined
        : group('and', [
            comparison(expression.operand, '>=', expression.low),
            comparison(expression.operand, '<=', expression.high),
          ]);
    case 'logical':
      return group(expression.operator, expression.operands.map(toStructuredCondition));
    default:
      return undefined;
  }
}

function comparison(
  left: Expression,
  operator: ComparisonOperator,
  right: Expression,
): StructuredCondition | undefined {
  const parameter = parameterOf(literalOf(right));
  if (left.kind !== 'column' || parameter === undefined) return undefined;
  return { type: 'comparison', column: { name: left.name }, operator: OPERATORS[operator], parameter };
}

function parameterOf(literal: LiteralValue | undefined): string | number | boolean | undefined {
  return literal === null || typeof literal === 'bigint' ? undefined : literal;
}

function inList({ operand, items, negated }: Extract<Expression, { kind: 'in' }>): StructuredCondition | undefined {
  const values = items.map((item) => parameterOf(literalOf(item)));
  const parameter = values.filter((value) => typeof value === 'string' || typeof value === 'number');
  const isUniform = new Set(parameter.map((value) => typeof value)).size < 2;
  if (operand.kind !== 'column' || parameter.length < items.length || !isUniform) return undefined;
  return { type: 'comparison', column: { name: operand.name }, operator: negated ? 'NOT_IN' : 'IN', parameter };
}

function group(
  type: 'and' | 'or',
  parts: readonly (StructuredCondition | undefined)[],
): StructuredCondition | undefined {
  const conditions = parts.filter((part) => part !== undefined);
  if (conditions.length < parts.length || conditions.some((part) => part.type === 'or')) return undefined;
  return { type, conditions };
}
