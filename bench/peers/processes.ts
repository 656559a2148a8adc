import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Cost } from '../cost.ts';
import { root } from '../root.ts';

const run = promisify(execFile);
/** What programs print at most: a megabyte is far from what they do. */
const PRINTED = { maxBuffer: 64 * 1024 * 1024 };

/** How much is told of each expectation. */
export type ResultFormat = 'BOOLEAN_ONLY' | 'SUMMARY';

/** The command that validates a file by a suite in Plumbline, as it is shipped. */
export function plumbline(suite: string, data: string, format: ResultFormat): readonly string[] {
  const given = ['--data', data, '--suite', suite, '--result-format', format, '--format', 'json'];
  return [process.execPath, join(root, 'dist/cli.js'), 'validate', ...given];
}

export interface ProcessCost extends Cost {
  /** The most memory that was in use, in MB. */
  readonly peak: number;
  /** What it printed. */
  readonly output: string;
}

/** What a whole process takes, from its start to its end; it must end well. */
export async function processCost(command: readonly string[]): Promise<ProcessCost> {
  const { stdout } = await run('python3', [join(root, 'bench/peers/measure.py'), ...command], PRINTED);
  const found = JSON.parse(stdout) as ProcessCost & { code: number; errors: string };
  if (found.code !== 0)
    throw new Error(`${command.join(' ')} ended with ${found.code}: ${found.output}${found.errors}`);
  return { wall: found.wall * 1000, cpu: found.cpu * 1000, peak: found.peak, output: found.output };
}
