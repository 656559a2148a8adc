import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Cost } from '../cost.ts';
import { root } from '../root.ts';
import type { ResultFormat } from './processes.ts';
import type { Verdict } from './verdicts.ts';

const FOLDER = join(root, 'bench/peers/great-expectations');
const PYTHON = join(FOLDER, process.platform === 'win32' ? '.venv/Scripts/python.exe' : '.venv/bin/python');

/** Installs Great Expectations into an environment of its own, once. */
export async function installGreatExpectations(): Promise<void> {
  const setup = join(root, 'scripts/setup.mjs');
  const { pythonEnvironment } = (await import(setup)) as { pythonEnvironment(folder: string): Promise<unknown> };
  await pythonEnvironment(FOLDER);
}

/** The command that validates a file by a suite in Great Expectations. */
export function greatExpectations(suite: string, data: string, format: ResultFormat): readonly string[] {
  return [PYTHON, join(FOLDER, 'run_suite.py'), suite, data, format];
}

export interface Round {
  /** Of reading and validating, beside starting. */
  readonly cost: Cost;
  readonly verdicts: readonly Verdict[];
}

/** A process that has Great Expectations loaded, and reads and validates the file anew whenever it is told to. */
export function startGreatExpectations(suite: string, data: string, format: ResultFormat) {
  const [program = '', ...args] = [...greatExpectations(suite, data, format), '--rounds'];
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async round(): Promise<Round> {
      child.stdin.write('\n');
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`Great Expectations ended before it had judged ${data}`);
      return readRound(value);
    },
    stop(): void {
      child.stdin.end();
    },
  };
}

interface Printed extends Cost {
  readonly verdicts: readonly (Verdict & { readonly place: number })[];
}

/** What it prints of a round; it judges in an order of its own, and we tell the suite's. */
export function readRound(line: string): Round {
  const { wall, cpu, verdicts } = JSON.parse(line) as Printed;
  return {
    cost: { wall: wall * 1000, cpu: cpu * 1000 },
    verdicts: verdicts
      .toSorted((a, b) => a.place - b.place)
      .map(({ type, success, error }) => ({ type, success, error })),
  };
}
