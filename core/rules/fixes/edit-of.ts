import type { Document, TextEdit } from '../../documents/document.ts';
import { openDocument } from '../../documents/open-document.ts';
import type { AnyDefinitionFile } from '../../project/definition-file.ts';
import type { Project } from '../../project/project.ts';
import type { Fix } from '../rule.ts';

/** A fix that changes one document, keeping its comments and its style; none where the change cannot be made. */
export function editOf(
  title: string,
  { path }: AnyDefinitionFile,
  { project }: { readonly project: Project },
  change: (document: Document) => readonly TextEdit[],
): readonly Fix[] {
  const edits = change(openDocument(project.textOf(path), path.endsWith('.json') ? 'json' : 'yaml'));
  return edits.length === 0 ? [] : [{ title, edits: [{ file: path, edits }] }];
}
