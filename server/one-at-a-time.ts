/**
 * Something slow that is asked for more often than it need be done: while it is running, however many ask, it is done
 * once more afterwards.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    running = work().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (running === undefined) return start();
    next ??= running.then(start, start).finally(() => {
      next = undefined;
    });
    return next;
  };
}
