import { parseExpression } from '../../expressions/parse-expression.ts';
import { unknownColumns } from '../../expressions/unknown-columns.ts';
import type { DefinitionFile } from '../../project/definition-file.ts';
import type { ColumnSet } from '../../project/project.ts';
import type { FindingDetails } from '../rule.ts';
import { type MentionOf, mentionsOf } from './mentions-of.ts';

/** A column of a condition that is most likely a text in double quotes, where texts stand in single ones. */
export function textInWrongQuotes(
  column: MentionOf<'column'>,
  columns: ColumnSet,
  file: DefinitionFile,
): FindingDetails | undefined {
  const around = [...mentionsOf(file, 'expression'), ...mentionsOf(file, 'row-condition')].find(
    ({ start, end }) => start <= column.start && column.end <= end,
  );
  if (around === undefined || around.end - around.start !== around.text.length) return undefined;
  const { expression } = parseExpression(around.text);
  const known = new Set(columns.keys());
  const problem = unknownColumns(expression, known).find(
    ({ start, end }) => around.start + start <= column.start && column.end <= around.start + end,
  );
  if (problem?.fix === undefined) return undefined;
  return { help: `if a text is meant, write it in single quotes: \`${problem.fix}\`` };
}
