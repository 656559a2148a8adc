import type { ScalarNode, Span } from '../documents/node.ts';
import { columnsOf } from '../expressions/columns-of.ts';
import type { ColumnReference } from '../expressions/expression.ts';
import { GREAT_EXPECTATIONS, type Notation, PANDAS, PLUMBLINE, SPARK } from '../expressions/notation.ts';
import { parseExpression } from '../expressions/parse-expression.ts';
import type { Meaning } from './meaning.ts';
import { isVerbatim, lettersOf, mention, type Reading } from './reading.ts';

type ConditionMeaning = Extract<Meaning, { is: 'expression' | 'row-condition' }>;

/** The notation that `condition_parser` names; ours where it names none. */
export function notationOf(parser: unknown): Notation {
  switch (parser) {
    case 'great_expectations':
    case 'great_expectations__experimental__':
      return GREAT_EXPECTATIONS;
    case 'pandas':
      return PANDAS;
    case 'spark':
      return SPARK;
    default:
      return PLUMBLINE;
  }
}

/**
 * A text in the expression language: mentions the whole of it, and each column in it with its own place. Where the
 * letters in the file are not those of the text (escapes, folded lines), everything stands at the whole scalar.
 */
export function readCondition(
  node: ScalarNode,
  text: string,
  meaning: ConditionMeaning,
  reading: Reading,
  notation = PLUMBLINE,
): void {
  const letters = lettersOf(node, text);
  mention(reading, meaning, text, letters);
  const { expression, problems } = parseExpression(text, { notation });
  for (const column of columnsOf(expression)) {
    mention(
      reading,
      { is: 'column', scope: meaning.scope },
      column.name,
      placed(withoutQuotes(column), node, text, letters),
    );
  }
  for (const { start, end, code, message, fix } of problems) {
    const span = placed({ start, end }, node, text, letters);
    reading.problems.push({
      start: span.start + reading.offset,
      end: span.end + reading.offset,
      rule: 'syntax',
      code,
      message,
      ...(fix === undefined || !isVerbatim(node, text) ? {} : { replacement: fix }),
    });
  }
}

/** Quotes around a column's name stay when it is renamed. */
function withoutQuotes({ name, nameSpan: { start, end } }: ColumnReference): Span {
  return end - start === name.length + 2 ? { start: start + 1, end: end - 1 } : { start, end };
}

function placed(span: Span, node: ScalarNode, text: string, letters: Span): Span {
  if (!isVerbatim(node, text)) return letters;
  return { start: letters.start + span.start, end: letters.start + span.end };
}
