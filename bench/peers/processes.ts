import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Cost } from '../cost.ts';
import { root } from '../root.ts';

const run = promisify(execFile);
/** What programs print at most: a megabyte is far from what they do. */
export const PRINTED = { maxBuffer: 64 * 1024 * 1024 };

/** The command that validates a file by a suite in Plumbline, as it is shipped. */
export function plumbline(suite: string, data: string): readonly string[] {
  return [process.execPath, join(root, 'dist/cli.js'), 'validate', '--data', data, '--suite', suite];
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
