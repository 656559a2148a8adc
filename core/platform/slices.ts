import { setImmediate as breathe } from 'node:timers/promises';
import { PlumblineError } from './problem.ts';

/** Long enough to get on with the work, short enough that nobody who waits for an answer notices. */
const sliceMs = 5;

/** Does something with each item, and lets other work of the process in every few milliseconds. Throws when cancelled. */
export async function inSlices<T>(items: Iterable<T>, work: (item: T) => void, signal?: AbortSignal): Promise<void> {
  let sliceStart = Number.NEGATIVE_INFINITY;
  for (const item of items) {
    if (performance.now() - sliceStart >= sliceMs) {
      await breathe();
      if (signal?.aborted) throw new PlumblineError('cancelled', 'loading was cancelled');
      sliceStart = performance.now();
    }
    work(item);
  }
}
