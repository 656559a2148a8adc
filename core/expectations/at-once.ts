/**
 * Figures of so many columns stand in one query at most: planning takes time with the square of their number, so that
 * a thousand columns in one query cost twenty times what they cost in ten (measured).
 */
const MOST_COLUMNS = 100;

/** Asks about columns, some at a time, and puts the answers in a row. */
export async function someAtOnce<T, A>(
  items: readonly T[],
  ask: (some: readonly T[]) => Promise<readonly A[]>,
): Promise<readonly A[]> {
  const answers: A[] = [];
  for (let start = 0; start < items.length; start += MOST_COLUMNS) {
    answers.push(...(await ask(items.slice(start, start + MOST_COLUMNS))));
  }
  return answers;
}
