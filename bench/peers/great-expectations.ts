import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Cost } from '../cost.ts';
import { root } from '../root.ts';
import { PRINTED } from './processes.ts';

const run = promisify(execFile);
const FOLDER = join(root, 'bench/peers/great-expectations');
const PYTHON = join(FOLDER, process.platform === 'win32' ? '.venv/Scripts/python.exe' : '.venv/bin/python');

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
