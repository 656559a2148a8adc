import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Cost } from '../cost.ts';
import { root } from '../root.ts';

const run = promisify(execFile);
const FOLDER = join(root, 'bench/peers/great-expectations');
const PYTHON = join(FOLDER, process.platform === 'win32' ? '.venv/Scripts/python.exe' : '.venv/bin/python');
/** What programs print at most: a megabyte is far from what they do. */
const PRINTED = { maxBuffer: 64 * 1024 * 1024 };

/** Installs Great Expectations into an environment of its own, once. */
export async function installGreatExpectations(): Promise<void> {
  const setup = join(root, 'scripts/setup.mjs');
  const { pythonEnvironment } = (await import(setup)) as { pythonEnvironment(folder: string): Promise<unknown> };
  await pythonEnvironment(FOLDER);
}

/** The command that validates a file by a suite in Great Expectations. */
export function greatExpectations(suite: string, data: string, rounds = 1): readonly string[] {
  return [PYTHON, join(FOLDER, 'run_suite.py'), suite, data, String(rounds)];
}

/** The command that does the same in Plumbline, as it is shipped. */
export function plumbline(suite: string, data: string): readonly string[] {
  return [process.execPath, join(root, 'dist/cli.js'), 'validate', '--data', data, '--suite', suite];
}

/** What Great Expectations takes to read and to validate, beside starting; each round anew. */
export async function roundsInside(suite: string, data: string, rounds: number): Promise<readonly Cost[]> {
  const [program = '', ...args] = greatExpectations(suite, data, rounds);
  const { stdout } = await run(program, args, PRINTED);
  return stdout.trim().split('\n').map(readRound);
}

interface Round {
  readonly wall: number;
  readonly cpu: number;
  readonly verdicts: readonly { readonly type: string; readonly success: boolean; readonly error: string | null }[];
}

function readRound(line: string): Cost {
  const { wall, cpu, verdicts } = JSON.parse(line) as Round;
  const failed = verdicts.find(({ success }) => !success);
  if (failed !== undefined) throw new Error(`Great Expectations did something else: ${JSON.stringify(failed)}`);
  return { wall: wall * 1000, cpu: cpu * 1000 };
}

export interface ProcessCost extends Cost {
  /** The most memory that was in use, in MB. */
  readonly peak: number;
}

/** What a whole process takes, from its start to its end; it must end well. */
export async function processCost(command: readonly string[]): Promise<ProcessCost> {
  const { stdout } = await run('python3', [join(root, 'bench/peers/measure.py'), ...command], PRINTED);
  const found = JSON.parse(stdout) as Cost & { peak: number; code: number; output: string; errors: string };
  if (found.code !== 0)
    throw new Error(`${command.join(' ')} ended with ${found.code}: ${found.output}${found.errors}`);
  return { wall: found.wall * 1000, cpu: found.cpu * 1000, peak: found.peak };
}
