import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { readLines } from './lines.ts';
import { endTree, isTreeAlive, leavesNothingBehind } from './process-tree.ts';
import { type Program, startProgram } from './start-program.ts';

export interface ProcessRequest extends Program {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** How long the program has to end by itself once it was asked to. */
  readonly graceMs?: number;
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
}

export interface ProcessResult {
  /** `undefined` if a signal ended the program, or if it was cancelled before it began. */
  readonly exitCode: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
  readonly timedOut: boolean;
  readonly cancelled: boolean;
  readonly durationMs: number;
}

/** Output that comes after the program has ended is waited for so long; then what it left running is ended too. */
const lingerMs = 1000;

/**
 * Runs a program to its end, together with every process it starts: when this returns, all of them are gone.
 * Cancelling and the timeout ask politely (SIGTERM), then end it (SIGKILL). An exit code is a result, not an error.
 */
export async function runProcess(request: ProcessRequest): Promise<ProcessResult> {
  const start = performance.now();
  if (request.signal?.aborted) return result({ cancelled: true });

  // A group of its own, so that all of it can be ended, and so that Ctrl-C reaches it through us alone.
  const child = await startProgram(request, { detached: process.platform !== 'win32', stdin: 'ignore' });
  const forget = leavesNothingBehind(child);
  const closed = once(child, 'close');
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  for (const stream of ['stdout', 'stderr'] as const) handOnLines(child, stream, request.onLine);

  let timedOut = false;
  let cancelled = false;
  let ending: Promise<void> | undefined;
  const end = () => {
    ending ??= endTree(child, request.graceMs ?? 5000);
  };
  const cancel = () => {
    cancelled = !timedOut;
    end();
  };
  const timer =
    request.timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = !cancelled;
          end();
        }, request.timeoutMs);
  request.signal?.addEventListener('abort', cancel, { once: true });

  try {
    const [exitCode, signal] = await exited;
    clearTimeout(timer);
    await Promise.race([closed, sleep(lingerMs, undefined, { ref: false })]);
    if (isTreeAlive(child)) end();
    await ending;
    for (const stream of [child.stdout, child.stderr]) stream?.destroy();
    await closed;
    return result({ exitCode: exitCode ?? undefined, signal: signal ?? undefined, timedOut, cancelled });
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', cancel);
    forget();
  }

  function result(part: Partial<ProcessResult>): ProcessResult {
    const nothing = { exitCode: undefined, signal: undefined, timedOut: false, cancelled: false };
    return { ...nothing, ...part, durationMs: performance.now() - start };
  }
}

function handOnLines(child: ChildProcess, stream: 'stdout' | 'stderr', onLine: ProcessRequest['onLine']): void {
  const lines = readLines((line) => onLine?.(line, stream));
  child[stream]?.on('data', (chunk: Buffer) => lines.push(chunk));
  child[stream]?.on('close', () => lines.end());
}
