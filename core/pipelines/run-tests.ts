import { join } from 'node:path';
import { followFile } from '../platform/follow-file.ts';
import { posixRelative } from '../platform/paths.ts';
import { PlumblineError } from '../platform/problem.ts';
import { runProcess } from '../platform/process.ts';
import { withTemporaryFolder } from '../platform/temporary-folder.ts';
import { writeAtomically } from '../platform/write-atomically.ts';
import { interpreterOf } from './interpreter.ts';
import { pythonEnvironment } from './python-environment.ts';

export interface TestRequest {
  readonly root: string;
  /** The interpreter as plumbline.yaml names it. */
  readonly python: string | undefined;
  /** Files, folders or node ids as pytest takes them; none means all that pytest finds. */
  readonly selectors: readonly string[];
  readonly signal: AbortSignal;
  readonly onLine: (line: string, stream: 'stdout' | 'stderr') => void;
  readonly onEvent: (event: TestEvent) => void;
}

/** What happens while tests run; lines count from 0, files are relative to the project where they lie in it. */
export type TestEvent =
  | { readonly kind: 'collected'; readonly count: number }
  | {
      readonly kind: 'finished';
      readonly id: string;
      readonly file: string;
      readonly line: number;
      readonly name: string;
      readonly outcome: 'passed' | 'failed' | 'skipped' | 'error';
      readonly seconds: number;
      readonly message: string | undefined;
      /** Where it went wrong. */
      readonly at: { readonly file: string; readonly line: number } | undefined;
    };

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Runs pytest in the project's own Python; a plugin that comes along by PYTHONPATH reports each test as it ends. */
export async function runTests(request: TestRequest): Promise<TestCounts> {
  const { root, signal } = request;
  const python = await interpreterOf(root, request.python);
  return withTemporaryFolder(async (folder) => {
    const report = join(folder, 'report.ndjson');
    await writeAtomically(report, '');
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const output: string[] = [];
    const run = runProcess({
      program: python,
      args: ['-m', 'pytest', '-p', 'plumbline_pytest', '-q', '--no-header', ...request.selectors],
      cwd: root,
      env: {
        PLUMBLINE_TEST_REPORT: report,
        ...pythonEnvironment(),
        PYTHONDONTWRITEBYTECODE: '1',
      },
      signal,
      onLine: (line, stream) => {
        output.push(line);
        request.onLine(line, stream);
      },
    });
    const read = reader(root, request.onEvent, counts);
    await Promise.all([run, followFile(report, run, read)]);
    const { exitCode, cancelled } = await run;
    if (cancelled) throw new PlumblineError('cancelled', 'the tests were cancelled');
    // 0: all passed, 1: some failed, 5: there were none. Anything else: pytest itself could not work.
    if (exitCode !== 0 && exitCode !== 1 && exitCode !== 5 && counts.failed === 0) throw pytestFailed(python, output);
    return counts;
  });
}

interface ReportLine {
  readonly event: 'collected' | 'started' | 'finished';
  readonly id?: string;
  readonly tests?: readonly {
    readonly id: string;
    readonly file: string;
    readonly line: number;
    readonly name: string;
  }[];
  readonly outcome?: 'passed' | 'failed' | 'skipped' | 'error';
  readonly duration?: number;
  readonly message?: string | null;
  readonly longrepr?: string | null;
  readonly file?: string | null;
  readonly line?: number | null;
}

function reader(root: string, onEvent: (event: TestEvent) => void, counts: Record<keyof TestCounts, number>) {
  const known = new Map<string, { readonly file: string; readonly line: number; readonly name: string }>();
  const relative = (file: string) => posixRelative(root, file);
  return (text: string): void => {
    const line = JSON.parse(text) as ReportLine;
    if (line.event === 'collected') {
      for (const test of line.tests ?? []) known.set(test.id, { ...test, file: relative(test.file) });
      onEvent({ kind: 'collected', count: line.tests?.length ?? 0 });
    }
    if (line.event !== 'finished' || line.id === undefined || line.outcome === undefined) return;
    const test = known.get(line.id) ?? { file: line.id, line: 0, name: line.id };
    counts[line.outcome === 'error' ? 'failed' : line.outcome] += 1;
    const message = line.longrepr ?? line.message;
    onEvent({
      kind: 'finished',
      id: line.id,
      ...test,
      outcome: line.outcome,
      seconds: line.duration ?? 0,
      message: message ?? undefined,
      at: line.file == null ? undefined : { file: relative(line.file), line: line.line ?? 0 },
    });
  };
}

function pytestFailed(python: string, output: readonly string[]): PlumblineError {
  const missing = output.some((line) => line.includes('No module named pytest'));
  return new PlumblineError(
    'failed',
    missing ? 'pytest is not installed in the project’s Python' : 'pytest could not run',
    {
      where: python,
      why: missing ? undefined : output.slice(-8).join('\n       '),
      help: missing ? `${python} -m pip install pytest` : undefined,
    },
  );
}
