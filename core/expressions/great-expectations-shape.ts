import type { Expression, ExpressionProblem } from './expression.ts';
import { literalOf } from './literal-of.ts';
import { printExpression } from './print-expression.ts';
import { walkExpression } from './walk-expression.ts';

/**
 * What keeps `condition_parser: great_expectations` from reading an expression. That parser knows one comparison of
 * `col("x")` with a number or a text, and `.notnull()`; everything after it is passed over in silence there, and refused
 * here. (`is_in` and its like are the words of the same conditions in Python, and mean one thing only.)
 */
export function greatExpectationsProblem(expression: Expression): ExpressionProblem | undefined {
  const { start, end } = expression;
  const problem = (message: string): ExpressionProblem => ({ start, end, code: 'unsupported', message });
  for (const each of walkExpression(expression)) {
    if (each.kind === 'column' && each.start === each.nameSpan.start) {
      const message = `Great Expectations wants col("${each.name}") here`;
      return { ...problem(message), start: each.start, end: each.end };
    }
  }
  switch (expression.kind) {
    case 'comparison': {
      const literal = literalOf(expression.right);
      if (expression.left.kind !== 'column') return problem('Great Expectations wants the column on the left');
      if (typeof literal === 'number' || typeof literal === 'bigint' || typeof literal === 'string') return undefined;
      const hint = typeof literal === 'boolean' ? '; use the structured form for true and false' : '';
      return problem(`Great Expectations compares with a number or a text only${hint}`);
    }
    case 'is-null':
    case 'in':
      return undefined;
    default: {
      const ours = printExpression(expression);
      return problem(
        `Great Expectations reads the first comparison and passes over the rest; leave condition_parser out and write ${ours}`,
      );
    }
  }
}
