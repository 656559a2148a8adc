import { PlumblineError } from '../core/platform/problem.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import type { Output } from './output.ts';

/**
 * Tells of what ended a command, and returns the exit code. Whatever went wrong after the user had cancelled, it is the
 * cancelling that ended the command.
 */
export function endWithError(
  error: unknown,
  output: Output,
  signal: AbortSignal,
  details: Readonly<Record<string, unknown>> = {},
): number {
  const told = signal.aborted && !isCancelled(error) ? new PlumblineError('cancelled', 'cancelled') : error;
  output.error(told, details);
  return told instanceof PlumblineError ? exitCodeOf(told.kind) : EXIT.failed;
}

function isCancelled(error: unknown): boolean {
  return error instanceof PlumblineError && error.kind === 'cancelled';
}
