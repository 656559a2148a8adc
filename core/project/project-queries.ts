import type { AssetKind } from '../definitions/meaning.ts';
import type { Indexes, Summary } from './affected.ts';
import { columnsAt } from './columns-at.ts';
import { type Definers, definedName } from './definers.ts';
import type { DefinitionFile, DefinitionFileOf } from './definition-file.ts';
import { locationsOfAsset, locationsOfColumn, parametersNamed } from './locations.ts';
import type { OpenFiles } from './open-files.ts';
import type { Project } from './project.ts';
import type { PythonIndex } from './python/python-index.ts';
import { uses } from './spread.ts';
import type { Users } from './users.ts';

/** What a project keeps. */
export interface ProjectState {
  readonly root: string;
  readonly files: ReadonlyMap<string, DefinitionFile>;
  readonly summaries: ReadonlyMap<string, Summary>;
  readonly definers: Definers;
  readonly users: Users;
  readonly python: PythonIndex;
  readonly opened: OpenFiles;
}

/** What a project can tell, always of its state as it is now. */
export function createQueries(state: ProjectState): { readonly project: Project; readonly indexes: Indexes } {
  const { root, files, summaries, definers, users, python, opened } = state;

  const indexes: Indexes = {
    summaries,
    definers,
    users,
    resolve: definers.resolve,
    groupsListing: (suite) => groupsListing(state, suite),
  };

  const project: Project = {
    root,
    files,
    python: python.sources,
    get config() {
      const file = files.get('plumbline.yaml') ?? files.get('plumbline.yml');
      return file?.kind === 'project' ? file.definition : {};
    },
    get isPythonKnown() {
      return python.isKnown;
    },
    definers: definers.of,
    resolve: definers.resolve,
    names: definers.names,
    assets: (kind) => definers.names(kind).flatMap((name) => definers.of(kind, name) as never),
    columns: (file, scope, path) => columnsAt(indexes, file as DefinitionFile, scope, path),
    dependants: (path) => dependantsOf(state, indexes, path),
    mentionsOfAsset: (key) => locationsOfAsset(indexes, key),
    mentionsOfColumn: (file, column) => locationsOfColumn(indexes, file as DefinitionFile, column),
    parametersOfColumn: (file, column) => parametersNamed(python, file as DefinitionFile, column),
    pythonFunction: python.find,
    testsOf: python.testsOf,
    spanOf(file, path, part) {
      // The name of a file is asked for by every list and tree: it is known without reading the text again.
      const name =
        path.length === 1 && path[0] === 'name' && part !== 'key' ? nameMention(file as DefinitionFile) : undefined;
      return name ?? opened.spanOf(file.path, file.kind, path, part);
    },
    textOf: opened.textOf,
    documentOf: opened.documentOf,
  };
  return { project, indexes };
}

function nameMention(file: DefinitionFile) {
  const [mention] = file.mentionsOf('asset-name');
  return mention && { start: mention.start, end: mention.end };
}

function groupsListing(
  { users, summaries }: ProjectState,
  suite: string,
): readonly DefinitionFileOf<'feature-group'>[] {
  const groups: DefinitionFileOf<'feature-group'>[] = [];
  for (const path of users.of('expectation-suite', suite).all) {
    const file = summaries.get(path)?.file;
    if (file?.kind === 'feature-group') groups.push(file);
  }
  return groups.length < 2 ? groups : groups.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function dependantsOf({ files, users, summaries }: ProjectState, indexes: Indexes, path: string): readonly string[] {
  const file = files.get(path);
  if (file === undefined) return dependantsOfPython(users, path);
  const name = definedName(file);
  if (name === undefined) return [];
  const dependants = [...users.of(file.kind as AssetKind, name).all].filter((user) => {
    const summary = summaries.get(user);
    return user !== path && summary !== undefined && uses(indexes, summary, file);
  });
  return dependants.sort();
}

function dependantsOfPython(users: Users, path: string): readonly string[] {
  const all = new Set<string>();
  for (const reference of users.functions()) {
    if (reference.startsWith(`${path}::`)) for (const user of users.ofFunction(reference)) all.add(user);
  }
  return [...all].sort();
}
