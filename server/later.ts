import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work that waits for a pause, and then is done in slices so that requests get their turn in between. */
export interface Later {
  /** Adds to what waits; the pause begins anew. Those `first` come before the others. */
  add(items: Iterable<string>): void;
  /** Everything that waits is done, and nothing is running. */
  settled(): Promise<void>;
  dispose(): void;
}

const SLICE_MS = 5;

export function later(
  pauseMs: number,
  isUrgent: (item: string) => boolean,
  work: (item: string) => void,
  done: () => void,
): Later {
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let disposed = false;

  async function run(): Promise<void> {
    while (waiting.size > 0 && !disposed) {
      const end = performance.now() + SLICE_MS;
      for (const item of inOrder()) {
        waiting.delete(item);
        work(item);
        if (performance.now() > end) break;
      }
      await nextTurn();
    }
    if (!disposed) done();
  }

  function* inOrder(): Iterable<string> {
    for (const item of [...waiting]) if (isUrgent(item)) yield item;
    yield* waiting;
  }

  function start(): void {
    timer = undefined;
    running = (running ?? Promise.resolve()).then(run).finally(() => {
      running = undefined;
    });
  }

  return {
    add(items) {
      for (const item of items) waiting.add(item);
      if (waiting.size === 0) return;
      clearTimeout(timer);
      timer = setTimeout(start, pauseMs);
    },
    async settled() {
      while (timer !== undefined || running !== undefined) {
        if (timer !== undefined) {
          clearTimeout(timer);
          start();
        }
        await running;
      }
    },
    dispose() {
      disposed = true;
      clearTimeout(timer);
    },
  };
}
