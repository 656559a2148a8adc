import { walk } from '../core/platform/walk.ts';
import { type EditableProject, readPython } from '../core/project/load-project.ts';
import { isTestFile } from '../core/project/python/tests-in.ts';

/**
 * A project without functions and tests does without a Python parser. As soon as a definition names a function, or a
 * file of tests appears, all Python files are read, and `then` is called.
 */
export function pythonWhenNeeded(project: EditableProject, then: () => void, signal: AbortSignal) {
  let asked = false;

  async function readAll(): Promise<void> {
    const files = await walk(project.root, { accept: (name) => name.endsWith('.py') });
    await readPython(
      project,
      files.map(({ path }) => path),
      signal,
    );
    then();
  }

  return {
    /** A file has changed. */
    look(path: string): void {
      if (asked || project.isPythonKnown || !(isTestFile({ path }) || project.namesPython())) return;
      asked = true;
      // Without a parser nothing is known of functions, and nothing is said of them.
      readAll().catch(() => undefined);
    },
  };
}
