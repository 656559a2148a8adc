import type { Expression } from './expression.ts';

/** The expressions directly inside, in the order in which they are written. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'column':
    case 'literal':
      return [];
    case 'negation':
    case 'not':
    case 'is-null':
      return [expression.operand];
    case 'like':
      return [expression.operand, expression.pattern];
    case 'aggregate':
      return expression.operand === null ? [] : [expression.operand];
    case 'arithmetic':
    case 'comparison':
      return [expression.left, expression.right];
    case 'logical':
      return expression.operands;
    case 'in':
      return [expression.operand, ...expression.items];
    case 'between':
      return [expression.operand, expression.low, expression.high];
  }
}

/** Every expression inside, and the expression itself first. */
export function* walkExpression(expression: Expression): Generator<Expression> {
  yield expression;
  for (const child of childrenOf(expression)) yield* walkExpression(child);
}
