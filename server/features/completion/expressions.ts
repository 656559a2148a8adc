import type { ColumnScope } from '../../../core/definitions/meaning.ts';
import { notationOf } from '../../../core/definitions/read-condition.ts';
import type { Path } from '../../../core/documents/node.ts';
import { type ExpressionPlace, expressionAt } from '../../../core/expressions/expression-at.ts';
import { type Notation, PLUMBLINE } from '../../../core/expressions/notation.ts';
import { printName } from '../../../core/expressions/print-expression.ts';
import type { Ground } from './cursor.ts';
import { columnChoices } from './names.ts';
import { type Choice, type Proposal, textChoice } from './proposal.ts';
import { literal } from './written.ts';

/** What may go on in a condition: a column, an operator, a value. */
export function expressionProposals(ground: Ground, scope: ColumnScope): readonly Proposal[] {
  const { text, offset, spot } = ground;
  const start = expressionStart(ground);
  if (start === undefined) return [];
  const line = /^[^\r\n]*/.exec(text.slice(offset))?.[0] ?? '';
  const notation = notationAt(ground, spot.path);
  const place = expressionAt(text.slice(start, offset) + line, offset - start, notation);
  // In a quote that is not closed yet the expression's last word may run on to the end of the line.
  const end = Math.min(start + place.word.end, offset + (/^[\w$]*/.exec(line)?.[0].length ?? 0));
  return choicesFor(ground, scope, place, notation).map(({ choice, insert }) => ({
    ...choice,
    label: choice.text,
    replace: { start: start + place.word.start, end },
    filter: choice.text,
    snippet: insert,
    asksAgain: false,
  }));
}

/** Behind the quote of its text; undefined behind the text. */
function expressionStart({ spot: { node }, text, offset }: Ground): number | undefined {
  if (node?.kind !== 'scalar') return offset;
  if (!node.quoted) return node.start;
  const isClosed = node.end - node.start > 1 && text[node.end - 1] === text[node.start];
  return offset <= node.start || (isClosed && offset >= node.end) ? undefined : node.start + 1;
}

interface Fitting {
  readonly choice: Choice;
  readonly insert: string;
}

function choicesFor(
  ground: Ground,
  scope: ColumnScope,
  { expects, column, operators }: ExpressionPlace,
  notation: Notation,
): readonly Fitting[] {
  const plain = (choice: Choice): Fitting => ({ choice, insert: literal(choice.text) });
  const columns = () => columnChoices(ground, scope, ground.spot.path).map((choice) => named(choice, ground, notation));
  switch (expects) {
    case 'condition':
      return [...columns(), plain(textChoice('operator', 'NOT'))];
    case 'value':
      return [...valuesOf(ground, scope, column).map(plain), ...columns()];
    case 'operator':
      return operators.map((operator) => plain(textChoice('operator', operator)));
    case 'name':
      return columns();
    case 'text':
      return [];
  }
}

/** A column's name, in the quotes that the condition asks for and that do not end the text it stands in. */
function named(choice: Choice, { text, spot: { node } }: Ground, notation: Notation): Fitting {
  const name = notation === PLUMBLINE ? printName(choice.text) : choice.text;
  const isInDouble = node !== null && text[node.start] === '"';
  return { choice, insert: literal(isInDouble ? name.replaceAll('"', '\\"') : name) };
}

function valuesOf({ project, file, spot }: Ground, scope: ColumnScope, column: string | undefined): readonly Choice[] {
  const type = column === undefined ? undefined : project.columns(file, scope, spot.path)?.get(column)?.type;
  return type === 'boolean' ? [textChoice('value', 'true'), textChoice('value', 'false')] : [];
}

function notationAt({ file }: Ground, path: Path): Notation {
  const index = path[1];
  if (file.kind !== 'expectation-suite' || typeof index !== 'number') return PLUMBLINE;
  return notationOf(file.definition.expectations?.[index]?.kwargs?.condition_parser);
}
