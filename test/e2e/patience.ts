/** One step, on a busy machine of two cores. */
export const PATIENCE = 60_000;

/** Asks again and again until there is an answer; what went wrong last stands in the error when there is none in time. */
export async function until<T>(what: string, probe: () => Promise<T | undefined | false>, ms = PATIENCE): Promise<T> {
  let last: unknown;
  for (const stop = Date.now() + ms; Date.now() < stop; await new Promise((resolve) => setTimeout(resolve, 50))) {
    try {
      const value = await probe();
      if (value) return value;
    } catch (error) {
      last = error;
    }
  }
  throw new Error(`not within ${ms / 1000} s: ${what}${last === undefined ? '' : ` (${String(last)})`}`);
}
