import { isSuiteJson } from '../core/definitions/is-suite-json.ts';
import type { TextEdit } from '../core/documents/document.ts';
import { type EditableProject, isOwnFile, loadProject } from '../core/project/load-project.ts';
import type { Project } from '../core/project/project.ts';
import { storageFolder } from '../core/registry/storage-folder.ts';
import { checkFile } from '../core/rules/check-file.ts';
import { existsIn } from '../core/rules/exists-in.ts';
import type { FixContext } from '../core/rules/rule.ts';
import { driftFindings } from './features/drift-findings.ts';
import { resultFindings } from './features/result-findings.ts';
import { createFindings, type Findings } from './findings.ts';
import { later } from './later.ts';
import { pythonWhenNeeded } from './python-when-needed.ts';
import { type ResultReader, type Results, readResults } from './results.ts';

/** One project while its folder is open: the graph, what the rules say of each file, and what the registry knows. */
export interface Session {
  readonly root: string;
  readonly project: Project;
  /** What rules and quick fixes are given. */
  readonly context: FixContext;
  readonly results: Results;
  readonly findings: Omit<Findings, 'set'>;
  /** A file was opened in the editor. */
  show(path: string, text: string): void;
  /** A file was typed in: it is checked at once, what depends on it after a pause. */
  edit(path: string, edits: readonly TextEdit[], text: () => string): void;
  /** A file was closed in the editor; what counts is the text on the disk. */
  hide(path: string, text: string | undefined): void;
  /** A file came, went or changed on the disk; while it is open in the editor, that does not count. */
  sync(path: string, text: string | undefined): void;
  /** Other files came or went, which definitions may name. */
  recheckPaths(): void;
  setBase(base: FixContext['base']): void;
  /** Reads the registry again if it has changed. */
  refreshResults(): Promise<void>;
  past: ResultReader['past'];
  page: ResultReader['page'];
  query: ResultReader['query'];
  whole: ResultReader['whole'];
  snapshot: ResultReader['snapshot'];
  /** The storage folder, absolute. */
  readonly storage: string;
  /** When everything that follows from the last change is done; for tests and benchmarks. */
  settled(): Promise<void>;
  readonly work: SessionWork;
  dispose(): void;
}

/** What was done so far: what a keystroke costs is told in chunks and files, not in milliseconds. */
export interface SessionWork {
  readonly filesChecked: number;
  readonly chunksParsed: number;
}

export interface SessionHost {
  /** The findings of a file may be other ones now. */
  publish(session: Session, path: string): void;
  /** After each pause: counts, trees and lenses may be other ones now. */
  changed(): void;
  warn(message: string): void;
}

/** Longer than the pause between two keys of a fast typist, shorter than a glance at another file. */
export const PAUSE_MS = 75;

export async function openSession(root: string, host: SessionHost, signal: AbortSignal): Promise<Session> {
  const project: EditableProject = await loadProject(root, { signal });
  const findings = createFindings();
  const shown = new Set<string>();
  /** Texts that are not read until the typing pauses: nothing that depends on them is in sight meanwhile. */
  const unread = new Map<string, () => string>();
  const exists = existsIn(root);
  let storage = storageFolder(root, project.config.storage);
  let results = await readResults(storage, host.warn);
  let context: FixContext = { project, exists };
  let filesChecked = 0;

  function check(path: string): void {
    const file = project.files.get(path);
    if (file === undefined) findings.set(path, []);
    else {
      filesChecked += 1;
      const found = checkFile(file, context);
      const judged =
        file.kind === 'expectation-suite'
          ? resultFindings(project, file, results.current)
          : driftFindings(project, file, results.current.drift);
      findings.set(path, judged.length === 0 ? found : [...found, ...judged]);
    }
    host.publish(session, path);
  }

  function checkLater(path: string): void {
    const text = unread.get(path);
    if (text === undefined) check(path);
    else if (unread.delete(path)) follow(project.setFile(path, text()));
  }

  const waiting = later({ pause: PAUSE_MS, work: checkLater, urgent: () => shown, done: host.changed });
  const everything = () => waiting.add(project.files.keys());
  const python = pythonWhenNeeded(project, everything, signal);

  function follow([first, ...others]: readonly string[]): void {
    if (first === undefined) return;
    check(first);
    waiting.add(others);
    python.look(first);
    if (project.files.get(first)?.kind === 'project') void followStorage();
  }

  /** `storage:` in plumbline.yaml may lead to another registry. */
  async function followStorage(): Promise<void> {
    const now = storageFolder(root, project.config.storage);
    if (now === storage) return;
    storage = now;
    results.dispose();
    results = await readResults(storage, host.warn);
    await refreshResults();
  }

  async function refreshResults(): Promise<void> {
    if (!(await results.refresh())) return;
    for (const kind of ['expectation-suite', 'feature-group', 'monitor'] as const) {
      waiting.add(project.assets(kind).map(({ path }) => path));
    }
  }

  const isKnown = (path: string) => project.files.has(path) || project.python.has(path);
  const belongs = (path: string) => isKnown(path) || isOwnFile(project, path);
  /** Any JSON file may become a suite, and few do. */
  const isDefinition = (path: string, text: () => string) =>
    !path.endsWith('.json') || project.files.has(path) || isSuiteJson(text());

  const session: Session = {
    root,
    project,
    get context() {
      return context;
    },
    get results() {
      return results.current;
    },
    findings,
    show(path, text) {
      if (!belongs(path)) return;
      shown.add(path);
      if (isDefinition(path, () => text)) follow(project.setFile(path, text));
    },
    edit(path, edits, text) {
      if (!shown.has(path)) return;
      if (project.files.has(path)) follow(project.editFile(path, edits));
      else {
        unread.set(path, text);
        waiting.add([path]);
      }
    },
    hide(path, text) {
      if (!shown.delete(path)) return;
      unread.delete(path);
      session.sync(path, text);
    },
    sync(path, text) {
      if (shown.has(path)) return;
      if (text === undefined) {
        if (isKnown(path)) follow(project.removeFile(path));
      } else if (belongs(path) && isDefinition(path, () => text)) {
        follow(project.setFile(path, text));
        project.closeFile(path);
      }
    },
    recheckPaths: () =>
      waiting.add([...project.assets('pipeline'), ...project.assets('model')].map(({ path }) => path)),
    setBase(base) {
      if (base === undefined && context.base === undefined) return;
      context = { ...context, base };
      everything();
    },
    refreshResults,
    past: (suite) => results.past(suite),
    page: (result) => results.page(result),
    query: (question) => results.query(question),
    whole: (result) => results.whole(result),
    snapshot: (name) => results.snapshot(name),
    get storage() {
      return storage;
    },
    settled: waiting.settled,
    get work() {
      return { filesChecked, chunksParsed: project.work.chunksParsed };
    },
    dispose() {
      waiting.dispose();
      results.dispose();
    },
  };

  await results.refresh();
  everything();
  return session;
}
