import type { DidChangeTextDocumentParams, DidOpenTextDocumentParams } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '../core/documents/document.ts';

/** The texts that are open in the editor, kept up by the edits it sends. */
export interface OpenDocuments {
  get(uri: string): TextDocument | undefined;
  all(): Iterable<TextDocument>;
  open(params: DidOpenTextDocumentParams): TextDocument;
  /** The edits as offsets, one after the other; undefined where the editor sent the whole text. */
  change(
    params: DidChangeTextDocumentParams,
  ): { readonly document: TextDocument; readonly edits: readonly TextEdit[] | undefined } | undefined;
  close(uri: string): void;
}

export function openDocuments(): OpenDocuments {
  const documents = new Map<string, TextDocument>();
  return {
    get: (uri) => documents.get(uri),
    all: () => documents.values(),
    open({ textDocument: { uri, languageId, version, text } }) {
      const document = TextDocument.create(uri, languageId, version, text);
      documents.set(uri, document);
      return document;
    },
    change({ textDocument: { uri, version }, contentChanges }) {
      const document = documents.get(uri);
      if (document === undefined) return undefined;
      const edits: TextEdit[] = [];
      let whole = false;
      for (const change of contentChanges) {
        if ('range' in change) {
          const { start, end } = change.range;
          edits.push({ start: document.offsetAt(start), end: document.offsetAt(end), text: change.text });
        } else whole = true;
        // One at a time: each range is about the text that the one before has left.
        TextDocument.update(document, [change], version);
      }
      return { document, edits: whole ? undefined : edits };
    },
    close(uri) {
      documents.delete(uri);
    },
  };
}
