import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { readLines } from './lines.ts';
import { endTree, leavesNothingBehind } from './process-tree.ts';
import { type Program, startProgram } from './start-program.ts';

export interface Listeners {
  /** What it writes to its output, as it comes. */
  readonly onBytes: (chunk: Buffer) => void;
  /** A line that it writes to its error output. */
  readonly onLine: (line: string) => void;
}

/** A program that is asked over its input and answers over its output, until it is no longer needed. */
export interface Conversation {
  readonly pid: number | undefined;
  say(bytes: Uint8Array): void;
  /** Resolves with words for how it ended, whoever ended it. */
  readonly ended: Promise<string>;
  /** Closes its input, which asks it to end; what is still there after the grace time is ended, with all it started. */
  end(graceMs?: number): Promise<void>;
}

export async function startConversation(program: Program, { onBytes, onLine }: Listeners): Promise<Conversation> {
  const child = await startProgram(program, { detached: process.platform !== 'win32', stdin: 'pipe' });
  const forget = leavesNothingBehind(child);
  // A program that has just died takes no more words; that it died is told by `ended`.
  child.stdin?.on('error', () => {});
  child.stdout?.on('data', onBytes);
  const lines = readLines(onLine);
  child.stderr?.on('data', (chunk: Buffer) => lines.push(chunk));
  child.stderr?.on('close', () => lines.end());

  const ended = once(child, 'exit').then(async ([code, signal]: (number | string | null)[]) => {
    // What it said last may still be on its way.
    await Promise.race([once(child, 'close'), sleep(200, undefined, { ref: false })]);
    await endTree(child, 0);
    forget();
    for (const stream of [child.stdout, child.stderr]) stream?.destroy();
    return signal === null ? `it ended with exit code ${code}` : `it was ended by ${signal}`;
  });

  return {
    pid: child.pid,
    say: (bytes) => void child.stdin?.write(bytes),
    ended,
    async end(graceMs = 2000) {
      child.stdin?.end();
      const timer = new AbortController();
      await Promise.race([
        ended,
        sleep(graceMs, undefined, { signal: timer.signal }).then(
          () => endTree(child, graceMs),
          () => {},
        ),
      ]);
      timer.abort();
      await ended;
    },
  };
}
