import { join, resolve } from 'node:path';
import { exists } from '../platform/files.ts';
import { followFile } from '../platform/follow-file.ts';
import { posixRelative } from '../platform/paths.ts';
import { PlumblineError } from '../platform/problem.ts';
import { type ProcessResult, runProcess } from '../platform/process.ts';
import { withTemporaryFolder } from '../platform/temporary-folder.ts';
import { writeAtomically } from '../platform/write-atomically.ts';
import { interpreterOf } from './interpreter.ts';
import { pythonEnvironment } from './python-environment.ts';
import { type TestCounts, type TestEvent, testReport } from './test-report.ts';

export interface TestRequest {
  readonly root: string;
  /** The interpreter as plumbline.yaml names it. */
  readonly python: string | undefined;
  /** Files, folders or node ids as pytest takes them, from here or from the project; none means all that pytest finds. */
  readonly selectors: readonly string[];
  readonly signal: AbortSignal;
  readonly onLine: (line: string, stream: 'stdout' | 'stderr') => void;
  readonly onEvent: (event: TestEvent) => void;
}

/** Runs pytest in the project's own Python; a plugin that comes along by PYTHONPATH reports each test as it ends. */
export async function runTests(request: TestRequest): Promise<TestCounts> {
  const { root, signal } = request;
  const python = await interpreterOf(root, request.python);
  const selectors = await Promise.all(request.selectors.map((selector) => fromRoot(root, selector)));
  return withTemporaryFolder(async (folder) => {
    const file = join(folder, 'report.ndjson');
    await writeAtomically(file, '');
    const printed: string[] = [];
    const run = runProcess({
      program: python,
      // A file that cannot be read is one failure among the tests of the others.
      args: [
        '-m',
        'pytest',
        '-p',
        'plumbline_pytest',
        '--continue-on-collection-errors',
        '-q',
        '--no-header',
        ...selectors,
      ],
      cwd: root,
      env: { PLUMBLINE_TEST_REPORT: file, PYTHONDONTWRITEBYTECODE: '1', ...pythonEnvironment() },
      signal,
      onLine: (line, stream) => {
        printed.push(line);
        request.onLine(line, stream);
      },
    });
    const report = testReport(root, request.onEvent);
    await Promise.all([run, followFile(file, run, report.hear)]);
    assertWorked(await run, report.counts, { python, printed, selectors });
    return report.counts;
  });
}

/** A selector that names a file from where the user stands, as pytest has to be told it: from the project's root. */
async function fromRoot(root: string, selector: string): Promise<string> {
  const [file = '', ...names] = selector.split('::');
  const here = resolve(file);
  const found = (await exists(here)) ? [posixRelative(root, here) || '.', ...names].join('::') : selector;
  // A file may be called like an option.
  return found.startsWith('-') ? `./${found}` : found;
}

interface Attempt {
  readonly python: string;
  readonly printed: readonly string[];
  readonly selectors: readonly string[];
}

/** Exit codes of pytest: 0 all passed, 1 some failed, 4 it did not know what to run, 5 there were no tests. */
function assertWorked({ exitCode, cancelled }: ProcessResult, counts: TestCounts, attempt: Attempt): void {
  if (cancelled) throw new PlumblineError('cancelled', 'the tests were cancelled');
  if (exitCode === 0 || exitCode === 5 || counts.failed > 0) return;
  const { python, printed, selectors } = attempt;
  if (printed.some((line) => line.includes('No module named pytest'))) {
    throw new PlumblineError('failed', 'pytest is not installed in the Python of the project', {
      where: python,
      help: `${python} -m pip install pytest`,
    });
  }
  const errors = printed.filter((line) => line.startsWith('ERROR')).map((line) => line.replace(/^ERROR:? */, ''));
  if (exitCode === 4 && selectors.length > 0) {
    throw new PlumblineError('usage', 'pytest does not find what it is to run', {
      where: selectors.join(', '),
      why: errors[0],
      help: 'name a file, a folder, or a test as FILE::NAME; without names all tests are run',
    });
  }
  throw new PlumblineError('failed', 'pytest could not run', {
    where: python,
    why: errors[0] ?? printed.findLast((line) => line.trim() !== '') ?? `it ended with exit code ${exitCode}`,
    help: `see what it says: ${python} -m pytest`,
  });
}
