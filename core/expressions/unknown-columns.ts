import { columnsOf } from './columns-of.ts';
import type { ColumnReference, Expression, ExpressionProblem } from './expression.ts';
import { printLiteral, printName } from './print-expression.ts';
import { walkExpression } from './walk-expression.ts';

/** The name nearest to what was typed, if one is near enough. */
export type NearestName = (typed: string, names: Iterable<string>) => string | undefined;

/**
 * References to columns that are not there. A name in double quotes that is compared with a column is most likely a
 * text in the wrong quotes, and the problem says so.
 */
export function unknownColumns(
  expression: Expression | null,
  known: ReadonlySet<string>,
  nearestName: NearestName = () => undefined,
): readonly ExpressionProblem[] {
  if (expression === null) return [];
  const texts = quotedTexts(expression, known);
  return columnsOf(expression)
    .filter((column) => !known.has(column.name))
    .map((column) => {
      const span = { start: column.nameSpan.start, end: column.nameSpan.end, code: 'unknown-column' as const };
      if (texts.has(column)) {
        const fix = printLiteral(column.name);
        return { ...span, message: `there is no column "${column.name}"; a text stands in single quotes: ${fix}`, fix };
      }
      const nearest = nearestName(column.name, known);
      if (nearest === undefined) return { ...span, message: `there is no column "${column.name}"` };
      const fix = printName(nearest);
      return { ...span, message: `there is no column "${column.name}"; did you mean "${nearest}"?`, fix };
    });
}

/** Names in double quotes that stand where a value would: on the other side of a known column, or in its list. */
function quotedTexts(expression: Expression, known: ReadonlySet<string>): ReadonlySet<ColumnReference> {
  const isKnown = (side: Expression): boolean => side.kind === 'column' && known.has(side.name);
  const found = new Set<ColumnReference>();
  for (const each of walkExpression(expression)) {
    const values =
      each.kind === 'comparison' && (isKnown(each.left) || isKnown(each.right))
        ? [each.left, each.right]
        : each.kind === 'in' && isKnown(each.operand)
          ? each.items
          : [];
    for (const value of values) {
      if (value.kind === 'column' && value.form === 'quoted' && !known.has(value.name)) found.add(value);
    }
  }
  return found;
}
