import type { TextEdit } from '../core/documents/document.ts';
import { type EditableProject, loadProject } from '../core/project/load-project.ts';
import type { Project } from '../core/project/project.ts';
import { storageFolder } from '../core/registry/storage-folder.ts';
import { checkFile } from '../core/rules/check-file.ts';
import type { Base, Finding } from '../core/rules/rule.ts';
import { resultFindings } from './features/result-findings.ts';
import { later } from './later.ts';
import { type ResultReader, type Results, readResults } from './results.ts';

/** One project while its folder is open: the graph, what the rules say of each file, and what the registry knows. */
export interface Session {
  readonly root: string;
  readonly project: Project;
  readonly base: Base | undefined;
  readonly results: Results;
  findings(path: string): readonly Finding[];
  allFindings(): Iterable<readonly Finding[]>;
  /** A file was typed in: it is checked at once, what depends on it after a pause. */
  edit(path: string, edits: readonly TextEdit[]): void;
  /** A file has a new text: it was opened, changed on the disk, or closed without being saved. */
  set(path: string, text: string): void;
  remove(path: string): void;
  setBase(base: Base | undefined): void;
  /** Reads the registry again if it has changed. */
  refreshResults(): Promise<void>;
  page: ResultReader['page'];
  /** When everything that follows from the last change is done; for tests and for saving. */
  settled(): Promise<void>;
  dispose(): void;
}

export interface SessionHost {
  /** The findings of a file may be other ones now. */
  publish(path: string): void;
  /** Trees, counts and lenses may be other ones now. */
  changed(): void;
  isOpen(path: string): boolean;
  warn(message: string): void;
  /** Counted for tests and the benchmark: what a keystroke costs is told in files checked, not in milliseconds. */
  readonly work: { filesChecked: number };
}

/** Longer than the pause between two keys of a fast typist, shorter than a glance at another file. */
const PAUSE_MS = 75;

export async function openSession(root: string, host: SessionHost, signal: AbortSignal): Promise<Session> {
  const project: EditableProject = await loadProject(root, { signal });
  const findings = new Map<string, readonly Finding[]>();
  const results = await readResults(storageFolder(root, project.config.storage), host.warn);
  let base: Base | undefined;

  function check(path: string): void {
    const file = project.files.get(path);
    host.work.filesChecked += 1;
    if (file === undefined) findings.delete(path);
    else {
      const found = checkFile(file, { project, base });
      const judged = file.kind === 'expectation-suite' ? resultFindings(project, file, results.current) : [];
      findings.set(path, judged.length === 0 ? found : [...found, ...judged]);
    }
    host.publish(path);
  }

  const dependants = later(PAUSE_MS, host.isOpen, check, host.changed);

  function follow([first, ...others]: readonly string[]): void {
    if (first !== undefined) check(first);
    dependants.add(others);
    if (others.length === 0) host.changed();
  }

  const everything = () => dependants.add(project.files.keys());
  await results.refresh();
  everything();

  return {
    root,
    project,
    get base() {
      return base;
    },
    get results() {
      return results.current;
    },
    findings: (path) => findings.get(path) ?? [],
    allFindings: () => findings.values(),
    edit: (path, edits) => follow([...project.editFile(path, edits)]),
    set: (path, text) => follow([...project.setFile(path, text)]),
    remove: (path) => follow([...project.removeFile(path)]),
    setBase(next) {
      base = next;
      everything();
    },
    async refreshResults() {
      if (!(await results.refresh())) return;
      for (const file of project.assets('expectation-suite')) check(file.path);
      host.changed();
    },
    page: results.page,
    settled: dependants.settled,
    dispose() {
      dependants.dispose();
      results.dispose();
    },
  };
}
