import type { Expression, ExpressionProblem, ParsedExpression } from './expression.ts';
import { literalOf } from './literal-of.ts';
import { GREAT_EXPECTATIONS } from './notation.ts';
import { parseExpression } from './parse-expression.ts';
import { printExpression } from './print-expression.ts';
import { walkExpression } from './walk-expression.ts';

/**
 * Reads the text of a row condition with `condition_parser: great_expectations`. That parser knows one comparison of
 * `col("x")` with a number or a text, and `.notnull()`; everything after it is passed over in silence there, and
 * refused here. A last bracket too many means nothing, and is let pass.
 */
export function parseGreatExpectationsText(text: string): ParsedExpression {
  const parsed = parseExpression(withoutLastBracket(text), { notation: GREAT_EXPECTATIONS });
  if (parsed.problems.length > 0 || parsed.expression === null) return parsed;
  const problem = shapeProblem(parsed.expression);
  return problem === undefined ? parsed : { ...parsed, problems: [problem] };
}

function withoutLastBracket(text: string): string {
  const isOpen = (text.match(/\(/g)?.length ?? 0) < (text.match(/\)/g)?.length ?? 0);
  return isOpen ? text.replace(/\)\s*$/, ' ') : text;
}

function shapeProblem(expression: Expression): ExpressionProblem | undefined {
  const { start, end } = expression;
  const problem = (message: string): ExpressionProblem => ({ start, end, code: 'unsupported', message });
  const bare = [...walkExpression(expression)].find(
    (each) => each.kind === 'column' && each.start === each.nameSpan.start,
  );
  if (bare?.kind === 'column') {
    return { ...problem(`Great Expectations wants col("${bare.name}") here`), start: bare.start, end: bare.end };
  }
  switch (expression.kind) {
    case 'comparison': {
      const literal = literalOf(expression.right);
      if (expression.left.kind !== 'column') return problem('Great Expectations wants the column on the left');
      if (typeof literal === 'boolean') {
        return problem(
          'Great Expectations compares with a number or a text only; use the structured form for true and false',
        );
      }
      return literal === undefined ? problem('Great Expectations compares with a number or a text only') : undefined;
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
