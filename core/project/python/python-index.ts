import { sameValue } from '../../documents/same-value.ts';
import type { PythonFunction, PythonSource } from '../python-source.ts';
import type { Users } from '../users.ts';
import { type PythonReference, parsePythonReference } from './reference.ts';
import { isTestFile, testsIn } from './tests-in.ts';

/** Reads a Python text without running it. */
export type ReadPython = (path: string, text: string) => PythonSource;

export interface FoundFunction {
  readonly source: PythonSource;
  readonly fn: PythonFunction;
}

/** The Python files of a project; empty, and nothing is known of them, until there is a reader. */
export interface PythonIndex {
  readonly sources: ReadonlyMap<string, PythonSource>;
  readonly isKnown: boolean;
  begin(read: ReadPython): void;
  /** Returns the definition files that the change concerns. */
  set(path: string, text: string): ReadonlySet<string>;
  remove(path: string): ReadonlySet<string>;
  find(reference: string): FoundFunction | undefined;
  testsOf(reference: string): readonly FoundFunction[];
}

export function createPythonIndex(users: Users): PythonIndex {
  const sources = new Map<string, PythonSource>();
  let read: ReadPython | undefined;

  function replace(path: string, after: PythonSource | undefined): ReadonlySet<string> {
    const before = sources.get(path);
    if (after === undefined) sources.delete(path);
    else sources.set(path, after);
    return new Set(concerned(users, before, after));
  }

  return {
    sources,
    get isKnown() {
      return read !== undefined;
    },
    begin(reader) {
      read = reader;
    },
    set: (path, text) => (read === undefined ? new Set() : replace(path, read(path, text))),
    remove: (path) => replace(path, undefined),
    find(reference) {
      const { path, name } = parsePythonReference(reference);
      const source = sources.get(path);
      const fn = source?.functions.find((each) => each.name === name && each.inClass === undefined);
      return source && fn && { source, fn };
    },
    testsOf(reference) {
      const wanted = parsePythonReference(reference);
      const files = [...sources.values()].filter(isTestFile).sort((a, b) => (a.path < b.path ? -1 : 1));
      return files.flatMap((source) => testsIn(source, wanted).map((fn) => ({ source, fn })));
    },
  };
}

/** The definition files that use a function which is not what it was, or which is tested otherwise. */
function* concerned(
  users: Users,
  before: PythonSource | undefined,
  after: PythonSource | undefined,
): Generator<string> {
  const path = (before ?? after)?.path;
  for (const text of users.functions()) {
    const reference = parsePythonReference(text);
    const isOther = reference.path === path && !sameFunction(before, after, reference.name);
    if (isOther || !sameTests(before, after, reference)) yield* users.ofFunction(text);
  }
}

function sameFunction(before: PythonSource | undefined, after: PythonSource | undefined, name: string): boolean {
  const [old, now] = [before, after].map((source) => source?.functions.find((fn) => fn.name === name && !fn.inClass));
  return (before === undefined) === (after === undefined) && sameValue(seen(old), seen(now));
}

/** What others see of a function: not where it stands. */
function seen(fn: PythonFunction | undefined) {
  return (
    fn && {
      parameters: fn.parameters.map(({ start, end, ...parameter }) => parameter),
      returns: fn.returns,
      docstring: fn.docstring,
      decorators: fn.decorators,
    }
  );
}

function sameTests(before: PythonSource | undefined, after: PythonSource | undefined, reference: PythonReference) {
  const [old, now] = [before, after].map((source) =>
    source !== undefined && isTestFile(source) ? testsIn(source, reference).map(({ name }) => name) : [],
  );
  return sameValue(old, now);
}
