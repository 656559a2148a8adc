import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { RunEvent } from '../core/views/progress.ts';
import { abandonProcess, endProcess } from './end-process.ts';
import { readRunEvent } from './run-events.ts';

export interface CliRun {
  /** `dist/cli.js`. */
  readonly script: string;
  /** Command and arguments, without `--format`. */
  readonly args: readonly string[];
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
  /** Lines that are no events: what goes to standard error, and what does not belong there. */
  readonly onNoise?: (line: string) => void;
}

/** How a run ended. An error is complete: what happened, where, why, and what to do. */
export type RunEnd =
  | { readonly kind: 'result'; readonly success: boolean; readonly value: unknown }
  | { readonly kind: 'cancelled' }
  | RunError;

export interface RunError {
  readonly kind: 'error';
  readonly message: string;
  readonly where?: string;
  readonly why?: string;
  readonly help?: string;
}

const running = new Set<ChildProcess>();

/** Runs one `plumbline` command in a process of its own, in the editor's own Node, and follows its events. */
export async function runCli(run: CliRun): Promise<RunEnd> {
  if (run.signal?.aborted) return { kind: 'cancelled' };
  const child = spawn(process.execPath, [run.script, '--format', 'ndjson', ...run.args], {
    cwd: run.folder,
    env: { ...process.env, ...run.env, ELECTRON_RUN_AS_NODE: '1', PLUMBLINE_ENDS_WITH_INPUT: '1' },
    // Nothing is written to it: that it closes with the editor is what ends a run of a killed one.
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  running.add(child);
  let end: RunEnd | undefined;
  const noise: string[] = [];
  const hear = (line: string) => {
    noise.push(line);
    run.onNoise?.(line);
  };
  const lines = createInterface({ input: child.stdout, crlfDelay: Infinity }).on('line', (line) => {
    const event = readRunEvent(line);
    if (event === undefined) return hear(line);
    end = endOf(event) ?? end;
    run.onEvent?.(event);
  });
  const errors = createInterface({ input: child.stderr, crlfDelay: Infinity }).on('line', hear);
  const cancel = () => endProcess(child);
  run.signal?.addEventListener('abort', cancel, { once: true });
  try {
    const closing = Promise.all([once(lines, 'close'), once(errors, 'close')]);
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    await closing;
    if (run.signal?.aborted) return { kind: 'cancelled' };
    return end ?? endedSilently(code ?? signal, noise);
  } catch (error) {
    return couldNotStart(error);
  } finally {
    running.delete(child);
    run.signal?.removeEventListener('abort', cancel);
  }
}

/** Ends every run there is, when the editor closes. */
export function abandonAllRuns(): void {
  for (const child of running) abandonProcess(child);
}

function endOf(event: RunEvent): RunEnd | undefined {
  switch (event.event) {
    case 'result':
      return { kind: 'result', success: event.success, value: event.value };
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'error': {
      const { event: _, ...error } = event;
      return { kind: 'error', ...error };
    }
    default:
      return undefined;
  }
}

function endedSilently(code: number | NodeJS.Signals | null, noise: readonly string[]): RunError {
  return {
    kind: 'error',
    message: `the plumbline process ended without a result (${code ?? 'unknown exit code'})`,
    why: noise.slice(-30).join('\n') || undefined,
    help: 'look into the output for what it printed',
  };
}

function couldNotStart(error: unknown): RunError {
  const why = error instanceof Error ? error.message : String(error);
  return { kind: 'error', message: 'the plumbline process could not be started', why };
}
