/** An error that is meant to be read by a person: what happened, where, why, and what to do about it. */
export class PlumblineError extends Error {
  readonly kind: ErrorKind;
  readonly where: string | undefined;
  readonly why: string | undefined;
  readonly help: string | undefined;

  constructor(kind: ErrorKind, what: string, details: ErrorDetails = {}) {
    super(what, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'PlumblineError';
    this.kind = kind;
    this.where = details.where;
    this.why = details.why;
    this.help = details.help;
  }

  /** Each bundle of the command line has a class of its own; an error of one is an error of the other. */
  static override [Symbol.hasInstance](value: unknown): value is PlumblineError {
    return value instanceof Error && value.name === 'PlumblineError';
  }
}

/**
 * How it ends the command line: `findings` (the work was done, and what was looked at is not in order) with 1, `usage`
 * with 2, `failed` (it could not be done) with 3, `cancelled` with 130.
 */
export type ErrorKind = 'findings' | 'usage' | 'failed' | 'cancelled';

export interface ErrorDetails {
  readonly where?: string;
  readonly why?: string;
  readonly help?: string;
  readonly cause?: unknown;
}

/** The one place that puts an error into words; unknown errors keep their message and never become `[object Object]`. */
export function describeError(error: unknown): string {
  if (!(error instanceof PlumblineError)) return error instanceof Error ? error.message : String(error);
  return [
    error.where === undefined ? error.message : `${error.where}: ${error.message}`,
    error.why === undefined ? undefined : `  why: ${error.why}`,
    error.help === undefined ? undefined : `  try: ${error.help}`,
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}
