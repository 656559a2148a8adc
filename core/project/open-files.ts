import type { FileKind } from '../definitions/kinds.ts';
import { shapeOfDocument } from '../definitions/shape-of-kind.ts';
import { spanAt } from '../definitions/span-at.ts';
import type { Document, TextEdit } from '../documents/document.ts';
import { editDocument } from '../documents/edit-document.ts';
import type { Path, Span } from '../documents/node.ts';
import { openDocument } from '../documents/open-document.ts';
import { textOf } from '../documents/text-of.ts';
import { languageOf } from './read-file.ts';
import type { ProjectWork } from './work.ts';

/** A file that is being edited. Only YAML and JSON are documents; of Python there is the text. */
export interface OpenFile {
  readonly document: Document | undefined;
  readonly text: () => string;
}

/** Texts and documents of the files that are being edited; those of all others are read again when they are wanted. */
export interface OpenFiles {
  open(path: string, text: string): OpenFile;
  /** The file after some edits; one that was closed is opened for them. */
  edit(path: string, edits: readonly TextEdit[]): OpenFile;
  /** Returns the document as it was last. */
  close(path: string): Document | undefined;
  textOf(path: string): string;
  /** The document of a definition file, open or not. */
  documentOf(path: string): Document;
  spanOf(path: string, kind: FileKind, way: Path, part: 'key' | 'value' | undefined): Span;
}

/** Findings come file by file, so that a few documents are enough to look up their places. */
const REOPENED = 8;

/** `readText` gives the text of a file that is not open. */
export function createOpenFiles(readText: (path: string) => string, work: ProjectWork): OpenFiles {
  const files = new Map<string, OpenFile>();
  const reopened = new Map<string, Document>();

  function keep(path: string, file: OpenFile): OpenFile {
    files.set(path, file);
    reopened.delete(path);
    return file;
  }

  function documentOf(path: string): Document {
    const known = files.get(path)?.document ?? reopened.get(path);
    if (known !== undefined) return known;
    const document = openDocument(readText(path), languageOf(path) ?? 'yaml', work);
    reopened.set(path, document);
    const [oldest] = reopened.keys();
    if (reopened.size > REOPENED && oldest !== undefined) reopened.delete(oldest);
    return document;
  }

  return {
    open: (path, text) => keep(path, begin(path, text, work)),
    edit(path, edits) {
      const { document, text } = files.get(path) ?? begin(path, readText(path), work);
      return keep(path, document ? ofDocument(editDocument(document, edits, work)) : ofText(edited(text(), edits)));
    },
    close(path) {
      const document = files.get(path)?.document;
      files.delete(path);
      reopened.delete(path);
      return document;
    },
    textOf: (path) => files.get(path)?.text() ?? readText(path),
    documentOf,
    spanOf(path, kind, way, part) {
      const document = documentOf(path);
      return spanAt(document, shapeOfDocument(kind, document), way, part);
    },
  };
}

function begin(path: string, text: string, work: ProjectWork): OpenFile {
  const language = languageOf(path);
  return language === undefined ? ofText(text) : { document: openDocument(text, language, work), text: () => text };
}

function ofText(text: string): OpenFile {
  return { document: undefined, text: () => text };
}

/** Few ask for the whole text while it is typed, so it is put together for those. */
function ofDocument(document: Document): OpenFile {
  let text: string | undefined;
  return {
    document,
    text: () => {
      text ??= textOf(document);
      return text;
    },
  };
}

function edited(text: string, edits: readonly TextEdit[]): string {
  return edits.reduce((now, edit) => now.slice(0, edit.start) + edit.text + now.slice(edit.end), text);
}
