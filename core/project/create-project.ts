import type { KeptReading } from '../definitions/read-document.ts';
import type { TextEdit } from '../documents/document.ts';
import { openDocument } from '../documents/open-document.ts';
import { sameValue } from '../documents/same-value.ts';
import { affectedBy, type Summary } from './affected.ts';
import { createDefiners } from './definers.ts';
import type { DefinitionFile } from './definition-file.ts';
import { findLinks } from './find-links.ts';
import { createOpenFiles, type OpenFile } from './open-files.ts';
import type { Project } from './project.ts';
import { createQueries } from './project-queries.ts';
import { createPythonIndex, type ReadPython } from './python/python-index.ts';
import { kindOfFile, languageOf, readClosedFile, readOpenFile } from './read-file.ts';
import { createUsers } from './users.ts';
import { noWorkYet, type ProjectWork } from './work.ts';

/** A project that follows its files. */
export interface EditableProject extends Project {
  /**
   * These return the files whose findings may be other ones now: the changed file first, then those that depend on what
   * has changed in it. For a file that is none of the project's they return nothing.
   */
  setFile(path: string, text: string): readonly string[];
  editFile(path: string, edits: readonly TextEdit[]): readonly string[];
  removeFile(path: string): readonly string[];
  /** Nobody edits the file any more, and on the disk it is as it was last set: only its summary is kept. */
  closeFile(path: string): void;
  /** Takes in a file that nobody edits, without asking what that changes: for loading. */
  addFile(path: string, text: string): void;
  /** Whether a definition names a Python function. */
  namesPython(): boolean;
  /** From now on Python files are read. */
  usePython(read: ReadPython): void;
  readonly work: Readonly<ProjectWork>;
}

/** A project without files. `readText` gives the text of a file that is not being edited. */
export function createProject(root: string, readText: (path: string) => string): EditableProject {
  const work = noWorkYet();
  const files = new Map<string, DefinitionFile>();
  const summaries = new Map<string, Summary>();
  /** Of the files that are being edited. */
  const readings = new Map<string, KeptReading>();
  const definers = createDefiners();
  const users = createUsers();
  const python = createPythonIndex(users);
  const opened = createOpenFiles(readText, work);
  const queries = createQueries({ root, files, summaries, definers, users, python, opened });

  function replace(path: string, file: DefinitionFile | undefined, reading?: KeptReading) {
    const before = summaries.get(path);
    // What a suite uses of others follows from the names in it; of other kinds also from what is no name, such as `*`.
    const usesTheSame = reading?.namesTheSame && file?.kind === 'expectation-suite' && before?.file.kind === file.kind;
    const after = file && { file, links: before && usesTheSame ? before.links : findLinks(file) };
    if (before?.links !== after?.links) {
      if (before !== undefined) users.remove(path, before.links);
      if (after !== undefined) users.add(path, after.links);
    }
    if (reading === undefined) readings.delete(path);
    else readings.set(path, reading);
    definers.replace(before?.file, file);
    if (after === undefined) {
      summaries.delete(path);
      files.delete(path);
    } else {
      work.filesRead += 1;
      summaries.set(path, after);
      files.set(path, after.file);
    }
    return { before, after };
  }

  /** Reads a file that was opened or edited, and tells whom that concerns. */
  function follow(path: string, { document, text }: OpenFile): readonly string[] {
    if (isPython(path)) return [path, ...sorted(python.set(path, text()), path)];
    const kind = document && kindOfFile(path, text);
    const onRead = () => {
      work.chunksRead += 1;
    };
    const read = document && kind && readOpenFile(path, kind, document, onRead, readings.get(path));
    const { before, after } = replace(path, read?.file, read?.reading);
    return before === undefined && after === undefined ? [] : concerned(path, before, after);
  }

  function concerned(path: string, before: Summary | undefined, after: Summary | undefined): readonly string[] {
    if ((before ?? after)?.file.kind === 'project') {
      const same = sameValue(before?.file.definition, after?.file.definition);
      return [path, ...(same ? [] : sorted(files.keys(), path))];
    }
    return [path, ...sorted(affectedBy(queries.indexes, before, after), path)];
  }

  return Object.assign(queries.project, {
    work,
    namesPython: () => !users.functions().next().done,
    setFile: (path: string, text: string) => follow(path, opened.open(path, text)),
    editFile: (path: string, edits: readonly TextEdit[]) => follow(path, opened.edit(path, edits)),
    removeFile(path: string) {
      opened.close(path);
      if (isPython(path)) return [path, ...sorted(python.remove(path), path)];
      const { before } = replace(path, undefined);
      return before === undefined ? [] : concerned(path, before, undefined);
    },
    closeFile(path: string) {
      const file = files.get(path);
      const document = opened.close(path);
      if (file !== undefined && document !== undefined) replace(path, readClosedFile(path, file.kind, document));
    },
    addFile(path: string, text: string) {
      const language = languageOf(path);
      if (isPython(path)) python.set(path, text);
      const kind = language && kindOfFile(path, () => text);
      if (kind && language) replace(path, readClosedFile(path, kind, openDocument(text, language, work)));
    },
    usePython: python.begin,
  });
}

function isPython(path: string): boolean {
  return path.endsWith('.py');
}

function sorted(paths: Iterable<string>, but: string): readonly string[] {
  return [...paths].filter((path) => path !== but).sort();
}
