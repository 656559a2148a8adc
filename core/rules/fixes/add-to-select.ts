import { code } from '../../contracts/words.ts';
import { appendItem } from '../../documents/append-item.ts';
import type { FileOf, Finding, Fix, FixContext } from '../rule.ts';
import { editOf } from './edit-of.ts';

/** Lets the view select a column of its first group that it uses, and does not select yet. */
export function addToSelect(finding: Finding, file: FileOf<'feature-view'>, context: FixContext): readonly Fix[] {
  const column = finding.data?.unselected;
  const path = ['query', 'select'];
  if (typeof column !== 'string' || !context.project.columns(file, 'from', path)?.has(column)) return [];
  if (!Array.isArray(file.definition.query?.select)) return [];
  return editOf(`Select ${code(column)}`, file, context, (document) => appendItem(document, path, column));
}
