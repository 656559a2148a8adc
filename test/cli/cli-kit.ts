import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import type { RunEvent } from '../../core/views/progress.ts';
import { writeFiles } from '../platform/folder-kit.ts';
import { FLIGHTS } from '../python/python-kit.ts';

export const ROOT = join(import.meta.dirname, '../..');
/** The command as it stands in the sources, and as it is built. */
export const SOURCE = join(ROOT, 'cli/main.ts');
export const BUILT = join(ROOT, 'dist/cli.js');

/** The Python of the example, which has pytest and pandas, as the editor hands on the one that its user chose. */
export const EXAMPLE_PYTHON = {
  PLUMBLINE_PYTHON: join(FLIGHTS, process.platform === 'win32' ? '.venv/Scripts/python.exe' : '.venv/bin/python'),
};

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly script?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Runs `plumbline` in a folder to its end. */
export async function plumbline(folder: string, args: readonly string[], options: CliOptions = {}): Promise<Ended> {
  return startPlumbline(folder, args, options).ended;
}

/** Starts `plumbline`, for tests that end it. */
export function startPlumbline(
  folder: string,
  args: readonly string[],
  { script = SOURCE, env = {} }: CliOptions = {},
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
    cwd: folder,
    // Reading TypeScript once is enough.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'plumbline-test-cache'), CI: undefined, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const ended = once(child, 'exit').then(async ([code]) => {
    const [stdout, stderr] = await said;
    return { code: code as number | null, stdout, stderr };
  });
  return { child, ended };
}

/** What `--format json` printed. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into any shape.
export function json({ stdout }: Ended): any {
  return JSON.parse(stdout);
}

/** What `--format ndjson` printed. */
export function events({ stdout }: Ended): readonly RunEvent[] {
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as RunEvent);
}

/** A folder with these files, gone after the work. */
export async function withFiles(
  files: Readonly<Record<string, string>>,
  work: (folder: string) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    await writeFiles(folder, files);
    await work(folder);
  });
}

/** A copy of a small workspace, gone after the work. */
export async function withWorkspace(
  name: 'credit-card' | 'spend-signups',
  work: (folder: string) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    await cp(join(ROOT, 'test/fixtures/workspaces', name), folder, { recursive: true });
    await work(folder);
  });
}
