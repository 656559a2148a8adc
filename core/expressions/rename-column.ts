import { columnsOf } from './columns-of.ts';
import type { ColumnReference, Expression } from './expression.ts';
import { printName } from './print-expression.ts';

/** Replace `[start, end)` of the expression's text by `text`. */
export interface ExpressionEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The edits that rename a column in an expression, in the order of the text; each keeps the quotes it finds. */
export function renameColumn(expression: Expression | null, from: string, to: string): readonly ExpressionEdit[] {
  return columnsOf(expression)
    .filter((column) => column.name === from)
    .map((column) => ({ ...column.nameSpan, text: inForm(column, to) }));
}

function inForm(column: ColumnReference, name: string): string {
  switch (column.form) {
    case 'bare':
      return printName(name);
    case 'quoted':
      return `"${name.replaceAll('"', '""')}"`;
    case 'backticks':
      return `\`${name.replaceAll('`', '``')}\``;
  }
}
