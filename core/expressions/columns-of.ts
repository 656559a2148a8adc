import type { ColumnReference, Expression } from './expression.ts';
import { walkExpression } from './walk-expression.ts';

/** Every reference to a column, in the order of the text; a column that is named twice is there twice. */
export function columnsOf(expression: Expression | null): readonly ColumnReference[] {
  if (expression === null) return [];
  return [...walkExpression(expression)].filter((each) => each.kind === 'column').sort((a, b) => a.start - b.start);
}
