import { PlumblineError } from '../platform/problem.ts';

const WHAT = 'the data is damaged';

/** The rows of a file cannot be decoded, though the file could be opened. `where` is told by who knows the source. */
export function damagedData(cause: unknown, why: string, where?: string): PlumblineError {
  return new PlumblineError('failed', WHAT, {
    where,
    why,
    help: 'copy the file again from where it came from, or have it written again',
    cause,
  });
}

/** No verdict can rest on the rest of such data: it ends the work, where other errors are those of one query. */
export function isDamagedData(error: unknown): boolean {
  return error instanceof PlumblineError && error.message === WHAT;
}

/** The same error with the place of it. */
export function damagedAt(error: unknown, label: string): unknown {
  if (!(error instanceof PlumblineError) || !isDamagedData(error) || error.where !== undefined) return error;
  return damagedData(error.cause, error.why ?? '', label);
}
