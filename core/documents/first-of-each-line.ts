import { lineStart } from './lines.ts';
import type { SyntaxProblem } from './node.ts';

/** Problems in the order of the text, one for each line that has any: the others mostly follow from it. */
export function firstOfEachLine(text: string, problems: readonly SyntaxProblem[]): readonly SyntaxProblem[] {
  if (problems.length < 2) return problems;
  let last = -1;
  return problems
    .toSorted((a, b) => a.start - b.start)
    .filter(({ start }) => {
      const line = lineStart(text, start);
      if (line === last) return false;
      last = line;
      return true;
    });
}
