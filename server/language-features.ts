import {
  type CodeAction,
  CodeActionKind,
  type Connection,
  MarkupKind,
  type Position,
  ResponseError,
  SymbolInformation,
} from 'vscode-languageserver';
import { fixesFor } from '../core/rules/fixes-for.ts';
import { codeLens, documentSymbol, type Places, symbolKind, workspaceEdit } from './convert.ts';
import { placesIn } from './editor-text.ts';
import { codeLenses } from './features/code-lenses.ts';
import { complete } from './features/completion.ts';
import { completionItem } from './features/completion-item.ts';
import { hover } from './features/hover.ts';
import { keyAt } from './features/key-at.ts';
import type { Place } from './features/place.ts';
import { targetAt } from './features/python-place.ts';
import { rename, renameable } from './features/rename.ts';
import { outline, workspaceSymbols } from './features/symbols.ts';
import { definitionOf, mentionsOf } from './features/targets.ts';
import type { OpenDocuments } from './open-documents.ts';
import type { Session } from './session.ts';

export type Find = (uri: string) => { readonly session: Session; readonly path: string } | undefined;

interface At {
  readonly session: Session;
  readonly path: string;
  readonly places: Places;
  readonly offset: number;
  /** Undefined in a file that defines nothing, such as a Python source. */
  readonly place: Place | undefined;
}

/** The requests of the protocol: each finds its place, asks a feature, and turns the answer into the editor's terms. */
export function answerFeatures(
  connection: Connection,
  documents: OpenDocuments,
  find: Find,
  sessions: () => readonly Session[],
): void {
  function at({
    textDocument: { uri },
    position,
  }: {
    textDocument: { uri: string };
    position: Position;
  }): At | undefined {
    const found = find(uri);
    const document = documents.get(uri);
    if (found === undefined || document === undefined) return undefined;
    const { session, path } = found;
    const file = session.project.files.get(path);
    const offset = document.offsetAt(position);
    const place = file && { project: session.project, file, text: document.getText(), offset };
    return { ...found, places: placesIn(session, documents), offset, place };
  }

  const inFile = (uri: string) => {
    const found = find(uri);
    const file = found?.session.project.files.get(found.path);
    return found === undefined || file === undefined
      ? undefined
      : { ...found, file, places: placesIn(found.session, documents) };
  };

  connection.onHover((params) => {
    const here = at(params);
    const found = here?.place && hover(here.place, keyAt(here.place));
    if (found === undefined || here === undefined) return null;
    return {
      contents: { kind: MarkupKind.Markdown, value: found.markdown },
      range: here.places.rangeOf(here.path, found),
    };
  });

  connection.onDefinition((params) => {
    const here = at(params);
    const target = here && targetAt(here.session.project, here.path, here.offset);
    const location = target && definitionOf(here.session.project, target);
    return location === undefined
      ? null
      : { uri: here!.places.uriOf(location.file), range: here!.places.rangeOf(location.file, location) };
  });

  connection.onReferences((params) => {
    const here = at(params);
    const target = here && targetAt(here.session.project, here.path, here.offset);
    if (here === undefined || target === undefined) return [];
    return mentionsOf(here.session.project, target).map((location) => ({
      uri: here.places.uriOf(location.file),
      range: here.places.rangeOf(location.file, location),
    }));
  });

  connection.onPrepareRename((params) => {
    const here = at(params);
    const found = here?.place && renameable(here.place);
    if (found === undefined || here === undefined) return null;
    return { range: here.places.rangeOf(here.path, found), placeholder: found.text };
  });

  connection.onRenameRequest((params) => {
    const here = at(params);
    if (here?.place === undefined) return null;
    const { places } = here;
    const result = rename(here.place, params.newName, places.textOf);
    if ('problem' in result) throw new ResponseError(-32602, result.problem);
    const changes = Map.groupBy(result.edits, ({ file }) => places.uriOf(file));
    return {
      changes: Object.fromEntries(
        [...changes].map(([uri, edits]) => [
          uri,
          edits.map((edit) => ({ range: places.rangeOf(edit.file, edit), newText: edit.newText })),
        ]),
      ),
    };
  });

  connection.onDocumentSymbol(({ textDocument: { uri } }) => {
    const here = inFile(uri);
    if (here === undefined) return [];
    return outline(here.session.project, here.file).map((symbol) =>
      documentSymbol(symbol, (span) => here.places.rangeOf(here.path, span)),
    );
  });

  connection.onWorkspaceSymbol(({ query }) =>
    sessions().flatMap((session) => {
      const places = placesIn(session, documents);
      return workspaceSymbols(session.project, query).map((symbol) =>
        SymbolInformation.create(
          symbol.name,
          symbolKind(symbol.kind),
          places.rangeOf(symbol.file, symbol),
          places.uriOf(symbol.file),
          symbol.container,
        ),
      );
    }),
  );

  connection.onCodeLens(({ textDocument: { uri } }) => {
    const here = inFile(uri);
    if (here === undefined) return [];
    return codeLenses(here.session.project, here.file, here.session.results).map((lens) =>
      codeLens(lens, here.path, here.places),
    );
  });

  connection.onCompletion((params) => {
    const here = at(params);
    if (here?.place === undefined) return [];
    const { place, places, path } = here;
    return complete(place).map((proposal, index) =>
      completionItem(proposal, index, (span) => places.rangeOf(path, span)),
    );
  });

  connection.onCodeAction(({ textDocument: { uri }, range, context }) => {
    const here = inFile(uri);
    if (here === undefined) return [];
    const { session, places, path } = here;
    const document = documents.get(uri);
    if (document === undefined) return [];
    const start = document.offsetAt(range.start);
    const end = document.offsetAt(range.end);
    const touched = session.findings(path).filter((finding) => finding.start <= end && finding.end >= start);
    return touched.flatMap((finding) => {
      const about = context.diagnostics.filter(
        ({ code, range: where }) => code === finding.rule && document.offsetAt(where.start) === finding.start,
      );
      return fixesFor(finding, { project: session.project, base: session.base }).map(
        (fix, index): CodeAction => ({
          title: fix.title,
          kind: CodeActionKind.QuickFix,
          diagnostics: about,
          isPreferred: index === 0,
          edit: workspaceEdit(fix, places),
        }),
      );
    });
  });
}
