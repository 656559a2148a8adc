import { once } from 'node:events';
import { type Program, startProgram } from './start-program.ts';

export interface Captured {
  /** `undefined` if a signal ended the program. */
  readonly exitCode: number | undefined;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs a short program that ends by itself, and returns all it printed. For anything longer use `runProcess`. */
export async function capture(program: Program, input: string | Uint8Array = ''): Promise<Captured> {
  const child = await startProgram(program, { detached: false, stdin: 'pipe' });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
  // A program that does not read its input to the end is no error of ours; its exit code tells.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode: exitCode ?? undefined, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() };
}
