import {
  type CodeAction,
  CodeActionKind,
  type Connection,
  ErrorCodes,
  MarkupKind,
  ResponseError,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import { fixesFor } from '../core/rules/fixes-for.ts';
import { codeLens } from './convert/code-lens.ts';
import { completionItem } from './convert/completion-item.ts';
import { documentSymbol, symbolInformation } from './convert/symbol.ts';
import { fixEdit, placesEdit } from './convert/workspace-edit.ts';
import { codeLenses } from './features/code-lenses.ts';
import { complete } from './features/completion.ts';
import { hover } from './features/hover.ts';
import { placeOf, targetAt } from './features/place.ts';
import { rename, renameable } from './features/rename.ts';
import { outline, workspaceSymbols } from './features/symbols.ts';
import { definitionOf, mentionsOf } from './features/targets.ts';
import { whatIfLenses } from './features/what-if-lenses.ts';
import type { OpenDocuments } from './open-documents.ts';
import { placesIn } from './places.ts';
import type { Session } from './session.ts';
import type { Found } from './workspace.ts';

export type Find = (uri: string) => Found | undefined;

/** The requests of the protocol: each finds its place, asks a feature, and turns the answer into the editor's terms. */
export function answerFeatures(
  connection: Connection,
  documents: OpenDocuments,
  find: Find,
  sessions: () => readonly Session[],
): void {
  function at({ textDocument: { uri }, position }: TextDocumentPositionParams) {
    const found = find(uri);
    const document = documents.get(uri);
    if (found === undefined || document === undefined) return undefined;
    const { session } = found;
    const offset = document.offsetAt(position);
    return {
      ...found,
      project: session.project,
      places: placesIn(session, documents),
      offset,
      text: document.getText(),
    };
  }

  function inFile(uri: string) {
    const found = find(uri);
    const file = found?.session.project.files.get(found.path);
    return found && file && { ...found, file, places: placesIn(found.session, documents) };
  }

  connection.onHover((params) => {
    const here = at(params);
    const place = here && placeOf(here);
    const found = place && hover(place);
    if (here === undefined || found === undefined) return null;
    const contents = { kind: MarkupKind.Markdown, value: found.markdown };
    return { contents, range: here.places.rangeOf(here.path, found) };
  });

  connection.onDefinition((params) => {
    const here = at(params);
    const target = here && targetAt(here);
    const location = target && definitionOf(here.project, target);
    if (here === undefined || location === undefined) return null;
    return { uri: here.places.uriOf(location.file), range: here.places.rangeOf(location.file, location) };
  });

  connection.onReferences((params) => {
    const here = at(params);
    const target = here && targetAt(here);
    if (here === undefined || target === undefined) return [];
    const { uriOf, rangeOf } = here.places;
    const all = mentionsOf(here.project, target, params.context.includeDeclaration);
    return all.map((location) => ({ uri: uriOf(location.file), range: rangeOf(location.file, location) }));
  });

  connection.onPrepareRename((params) => {
    const here = at(params);
    const place = here && placeOf(here);
    const found = place && renameable(place);
    if (here === undefined || found === undefined) return null;
    return { range: here.places.rangeOf(here.path, found), placeholder: found.text };
  });

  connection.onRenameRequest((params) => {
    const here = at(params);
    const place = here && placeOf(here);
    if (here === undefined || place === undefined) return null;
    const result = rename(place, params.newName);
    if ('problem' in result) throw new ResponseError(ErrorCodes.InvalidParams, result.problem);
    return placesEdit(result.edits, here.places);
  });

  connection.onDocumentSymbol(({ textDocument: { uri } }) => {
    const here = inFile(uri);
    if (here === undefined) return [];
    const { session, file, places } = here;
    return outline(file, session.project.documentOf(file.path)).map((symbol) =>
      documentSymbol(symbol, file.path, places),
    );
  });

  connection.onWorkspaceSymbol(({ query }) =>
    sessions().flatMap((session) => {
      const places = placesIn(session, documents);
      return workspaceSymbols(session.project, query).map((symbol) => symbolInformation(symbol, places));
    }),
  );

  connection.onCodeLens(async ({ textDocument: { uri } }) => {
    const asked = inFile(uri);
    const suite = asked?.file.kind === 'expectation-suite' ? asked.file.key?.name : undefined;
    const past = suite === undefined ? [] : await asked?.session.past(suite);
    // It may have been typed in meanwhile.
    const here = inFile(uri);
    if (here === undefined) return [];
    const { session, file, places } = here;
    const lenses = [
      ...codeLenses(session.project, file, session.results),
      ...(file.kind === 'expectation-suite' ? whatIfLenses(session.project, file, past ?? []) : []),
    ];
    return lenses.map((lens) => codeLens(lens, file.path, places));
  });

  connection.onCompletion((params) => {
    const here = at(params);
    const place = here && placeOf(here);
    if (here === undefined || place === undefined) return [];
    const rangeOf = here.places.rangeOf.bind(undefined, here.path);
    return complete(place).map((proposal, index) => completionItem(proposal, index, rangeOf));
  });

  connection.onCodeAction(({ textDocument: { uri }, range, context }) => {
    const here = inFile(uri);
    const document = documents.get(uri);
    if (here === undefined || document === undefined) return [];
    const { session, places, path } = here;
    const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const touched = session.findings.of(path).filter((finding) => finding.start <= end && finding.end >= start);
    return touched.flatMap((finding) => {
      const diagnostics = context.diagnostics.filter(
        ({ code, range: where }) => code === finding.rule && document.offsetAt(where.start) === finding.start,
      );
      return fixesFor(finding, session.context).map((fix, index): CodeAction => {
        const { title } = fix;
        const isPreferred = index === 0;
        return { title, kind: CodeActionKind.QuickFix, diagnostics, isPreferred, edit: fixEdit(fix, places) };
      });
    });
  });
}
