import type { AssetKey } from '../definitions/asset.ts';
import { isSuiteJson } from '../definitions/is-suite-json.ts';
import { type FileKind, kindDescription, kindOfPath } from '../definitions/kinds.ts';
import {
  type DefinitionReading,
  type KeptReading,
  readDocument,
  readDocumentOnce,
} from '../definitions/read-document.ts';
import { shapeOfDocument } from '../definitions/shape-of-kind.ts';
import type { Document, Language } from '../documents/document.ts';
import type { DefinitionFile } from './definition-file.ts';

/** What kind of definition a file is, by its name and, for JSON, its text; undefined for all other files. */
export function kindOfFile(path: string, text: () => string): FileKind | undefined {
  if (languageOf(path) === 'json') return isSuiteJson(text()) ? 'expectation-suite' : undefined;
  const kind = kindOfPath(path);
  // The project is the folder that has the file; further down another project begins.
  return kind === 'project' && path.includes('/') ? undefined : kind;
}

/** Undefined for files that are neither YAML nor JSON, such as Python. */
export function languageOf(path: string): Language | undefined {
  if (path.endsWith('.json')) return 'json';
  return /\.ya?ml$/.test(path) ? 'yaml' : undefined;
}

/** A file that is being edited, and what the next reading of it can go on from. */
export interface OpenDefinition {
  readonly file: DefinitionFile;
  readonly reading: KeptReading;
}

/** A document that will be edited, read. `onRead` is called for each chunk that was not read before. */
export function readOpenFile(
  path: string,
  kind: FileKind,
  document: Document,
  onRead: () => void,
  before: KeptReading | undefined,
): OpenDefinition {
  const reading = readDocument(document, shapeOfDocument(kind, document), onRead, before);
  return { file: definitionFile(path, kind, reading), reading };
}

/** A document that is let go afterwards, read. */
export function readClosedFile(path: string, kind: FileKind, document: Document): DefinitionFile {
  return definitionFile(path, kind, readDocumentOnce(document, shapeOfDocument(kind, document)));
}

function definitionFile(path: string, kind: FileKind, reading: DefinitionReading): DefinitionFile {
  const file = {
    path,
    kind,
    definition: reading.value,
    key: keyOf(kind, reading.value),
    mentionsOf: reading.mentionsOf,
    namesOf: reading.namesOf,
    get mentions() {
      return reading.mentions;
    },
    get problems() {
      return reading.problems;
    },
    get hasIgnoreWord() {
      return reading.hasIgnoreWord;
    },
  };
  // The reader has put into the value what the kind's schema says, and nothing else.
  return file as DefinitionFile;
}

function keyOf(kind: FileKind, { name, version }: Readonly<Record<string, unknown>>): AssetKey | undefined {
  if (kind === 'project' || typeof name !== 'string') return undefined;
  if (!kindDescription(kind).versioned) return { kind, name, version: undefined };
  return typeof version === 'number' ? { kind, name, version } : undefined;
}
