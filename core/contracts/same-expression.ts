import { parseExpression } from '../expressions/parse-expression.ts';
import { printExpression } from '../expressions/print-expression.ts';

/** Whether two filters say the same in the same order, however they are spaced and bracketed. */
export function sameExpression(a: string | undefined, b: string | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && canonical(a) === canonical(b));
}

/** An expression that cannot be read is compared as it is written. */
function canonical(text: string): string {
  const { expression, problems } = parseExpression(text);
  return expression === null || problems.length > 0 ? text.trim() : printExpression(expression);
}
