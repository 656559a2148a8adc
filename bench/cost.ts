/** In milliseconds. */
export interface Cost {
  readonly cpu: number;
  readonly wall: number;
}

/** What work costs this process, all of its threads together. */
export async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1000, wall: performance.now() - start };
}
