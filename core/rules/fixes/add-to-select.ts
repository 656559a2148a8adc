import { code } from '../../contracts/words.ts';
import type { DefinitionFile } from '../../project/definition-file.ts';
import type { Finding, Fix, FixContext } from '../rule.ts';
import { insertItem } from './insert-item.ts';

/** Lets the view select a column of its first group that it uses, and does not select yet. */
export function addToSelect(finding: Finding, file: DefinitionFile, { project }: FixContext): readonly Fix[] {
  const column = finding.data?.unselected;
  if (typeof column !== 'string' || file.kind !== 'feature-view') return [];
  const path = ['query', 'select'];
  const isThere = project.columns(file, 'from', path)?.has(column);
  if (!isThere || !Array.isArray(file.definition.query?.select)) return [];
  const edit = insertItem(project.textOf(file.path), project.spanOf(file, path), column);
  return [{ title: `Select ${code(column)}`, edits: [{ file: file.path, edits: [edit] }] }];
}
