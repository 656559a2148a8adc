import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** A program that we hear, and that shares our standard error. */
type Child = ChildProcessByStdio<null, Readable, null>;

/** The path of a program that stands beside the tests. */
export function programPath(name: string, base: string): string {
  return fileURLToPath(new URL(`programs/${name}`, base));
}

/** Starts a program that stands beside the tests, in a Node of its own. */
export function startNode(program: string, ...args: readonly string[]): Child {
  return spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Waits for the first thing that a program says. */
export async function firstWords(child: Child): Promise<string> {
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return chunk.toString().trim();
}

export async function killed(child: Child): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** Waits until something is so; fails after a time in which it surely should have become so. */
export async function eventually(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`this never happened: ${what}`);
}
