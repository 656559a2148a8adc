import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Location } from '../../core/project/project.ts';
import type { Fix } from '../../core/rules/rule.ts';
import type { Places } from '../places.ts';

const TOP = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Edits and new files of a quick fix, as one change that is undone in one step. */
export function fixEdit({ edits, creates = [] }: Fix, { uriOf, rangeOf }: Places): WorkspaceEdit {
  const change = (file: string, changes: TextEdit[]): TextDocumentEdit => ({
    textDocument: { uri: uriOf(file), version: null },
    edits: changes,
  });
  return {
    documentChanges: [
      ...creates.map(({ file }) => ({ kind: 'create' as const, uri: uriOf(file), options: { ignoreIfExists: false } })),
      ...creates.map(({ file, text }) => change(file, [{ range: TOP, newText: text }])),
      ...edits.map(({ file, edits: changes }) =>
        change(
          file,
          changes.map((each) => ({ range: rangeOf(file, each), newText: each.text })),
        ),
      ),
    ],
  };
}

/** The same place by place, in any number of files. */
export function placesEdit(
  edits: readonly (Location & { readonly newText: string })[],
  { uriOf, rangeOf }: Places,
): WorkspaceEdit {
  const byUri = Map.groupBy(edits, ({ file }) => uriOf(file));
  const changes = [...byUri].map(([uri, places]): [string, TextEdit[]] => [
    uri,
    places.map((place) => ({ range: rangeOf(place.file, place), newText: place.newText })),
  ]);
  return { changes: Object.fromEntries(changes) };
}
