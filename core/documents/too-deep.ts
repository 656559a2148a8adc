import type { SyntaxProblem } from './node.ts';

/** Definitions are a handful of levels deep. Whatever walks down a tree can rely on this, and has stack enough. */
export const MAX_DEPTH = 500;

/** What a recursive parser makes of a text; null if the text is nested so deeply that its stack runs out. */
export function unlessTooDeep<T>(parse: () => T): T | null {
  try {
    return parse();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

export function tooDeep(text: string): SyntaxProblem {
  return { start: 0, end: text.length, code: 'resource-exhaustion', message: 'This is nested too deeply to be read.' };
}
