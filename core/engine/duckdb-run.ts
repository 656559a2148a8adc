import type { DuckDBConnection } from '@duckdb/node-api';
import { PlumblineError } from '../platform/problem.ts';
import { isInterrupt } from './duckdb-problems.ts';
import type { QueryOptions } from './query-engine.ts';

/** How often an interrupt is repeated, and progress is looked at, in milliseconds. */
const INTERRUPT_EVERY = 20;
const PROGRESS_EVERY = 250;

/**
 * Runs one piece of work on a connection so that a signal really ends it, and progress is told. An interrupt that
 * comes while the query still waits for a thread is lost, so it is repeated until the work has ended.
 */
export async function watched<T>(
  connection: DuckDBConnection,
  { signal, onProgress }: QueryOptions,
  work: () => Promise<T>,
): Promise<T> {
  if (signal?.aborted) throw cancelled();
  const timers: NodeJS.Timeout[] = [];
  const interrupt = (): void => {
    connection.interrupt();
    timers.push(setInterval(() => connection.interrupt(), INTERRUPT_EVERY));
  };
  signal?.addEventListener('abort', interrupt, { once: true });
  if (onProgress) {
    timers.push(setInterval(() => reportProgress(connection, onProgress), PROGRESS_EVERY));
  }
  try {
    return await work();
  } catch (error) {
    throw signal?.aborted && isInterrupt(error) ? cancelled() : error;
  } finally {
    signal?.removeEventListener('abort', interrupt);
    for (const timer of timers) clearInterval(timer);
  }
}

function reportProgress(connection: DuckDBConnection, onProgress: (fraction: number) => void): void {
  const { percentage } = connection.progress;
  if (percentage >= 0) onProgress(Math.min(1, percentage / 100));
}

function cancelled(): PlumblineError {
  return new PlumblineError('cancelled', 'cancelled');
}
