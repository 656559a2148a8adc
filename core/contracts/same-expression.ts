/** Whether two filters are the same but for blanks and the case of keywords; absent is the same as absent only. */
export function sameExpression(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const [left, right] = [words(a), words(b)];
  return left.length === right.length && left.every((word, index) => word === right[index]);
}

function words(expression: string): readonly string[] {
  const found = expression.match(/'(?:[^']|'')*'|"[^"]*"|`[^`]*`|[\w.]+|[<>=!]+|\S/g) ?? [];
  return found.map((word) => (KEYWORDS.has(word.toUpperCase()) ? word.toUpperCase() : word));
}

const KEYWORDS: ReadonlySet<string> = new Set('AND OR NOT IN BETWEEN LIKE ESCAPE IS NULL TRUE FALSE'.split(' '));
