import { describeError, PlumblineError } from '../../platform/problem.ts';

/** Why a question got no answer, as a part of a sentence: without the place, which is a folder that is about to move. */
export function inALine(error: unknown): string {
  if (error instanceof PlumblineError) return [error.message, error.why].filter(Boolean).join(': ');
  return describeError(error);
}
