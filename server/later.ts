import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work that waits for a pause, and then is done in slices so that requests get their turn in between. */
export interface Later {
  /** Adds to what waits, if anything; the pause begins anew. */
  add(items: Iterable<string>): void;
  /** Everything that waits is done, and nothing is running. */
  settled(): Promise<void>;
  dispose(): void;
}

export interface LaterOptions {
  /** In milliseconds. */
  readonly pause: number;
  readonly work: (item: string) => void;
  /** Of what waits, these come first. */
  readonly urgent: () => Iterable<string>;
  readonly done: () => void;
}

const SLICE_MS = 5;

export function later({ pause, work, urgent, done }: LaterOptions): Later {
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let disposed = false;

  async function run(): Promise<void> {
    while (waiting.size > 0 && !disposed) {
      slice();
      await nextTurn();
    }
    if (!disposed) done();
  }

  function slice(): void {
    const end = performance.now() + SLICE_MS;
    for (const item of urgent()) if (waiting.delete(item)) work(item);
    for (const item of waiting) {
      if (performance.now() > end) return;
      waiting.delete(item);
      work(item);
    }
  }

  function start(): void {
    timer = undefined;
    const before = running ?? Promise.resolve();
    const mine = before.then(run).finally(() => {
      if (running === mine) running = undefined;
    });
    running = mine;
  }

  return {
    add(items) {
      for (const item of items) waiting.add(item);
      clearTimeout(timer);
      timer = setTimeout(start, pause);
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
