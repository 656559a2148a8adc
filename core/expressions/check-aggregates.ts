import type { Expression, ExpressionProblem } from './expression.ts';
import { childrenOf } from './walk-expression.ts';

/** In an expression on a set: columns that stand outside every aggregate, and aggregates inside one another. */
export function checkAggregates(expression: Expression): readonly ExpressionProblem[] {
  return [...check(expression, false)];
}

function* check(expression: Expression, isInside: boolean): Generator<ExpressionProblem> {
  const { start, end } = expression;
  if (expression.kind === 'column' && !isInside) {
    const message = `${expression.name} differs from row to row; say which figure of the set is meant, such as mean(${expression.name})`;
    yield { start, end, code: 'outside-aggregate', message };
  }
  if (expression.kind === 'aggregate' && isInside) {
    yield {
      start,
      end,
      code: 'aggregate-not-allowed',
      message: `${expression.function}(…) cannot stand inside another figure`,
    };
  }
  for (const child of childrenOf(expression)) yield* check(child, isInside || expression.kind === 'aggregate');
}
