/**
 * Whether two pieces of Python do the same because they differ only in comments, blank lines, blanks inside a line,
 * the width of the indentation, or where brackets are wrapped. Strings are compared as they are; a docstring counts.
 */
export function samePythonCode(a: string, b: string): boolean {
  return essence(a) === essence(b);
}

/** Strings (of three quotes, then of one), comments, ends of lines with the next indentation, blanks, words, signs. */
const TOKEN =
  /("""|''')[\s\S]*?(?:\1|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|#[^\n]*|\n[ \t]*|[ \t\r]+|\w+|[^\s\w]/g;

/** The tokens with one blank between them, each line after the number of blocks it stands in. */
function essence(code: string): string {
  const parts: string[] = [];
  const blocks: number[] = [];
  let indent: string | undefined;
  let brackets = 0;
  for (const [token] of code.trim().matchAll(TOKEN)) {
    if (token.startsWith('\n')) {
      if (brackets === 0) indent = token.slice(1);
      continue;
    }
    if (token.startsWith('#') || token.trim() === '') continue;
    if (indent !== undefined) parts.push(`\n${blockOf(blocks, indent.length)}`);
    indent = undefined;
    if ('([{'.includes(token)) brackets++;
    else if (')]}'.includes(token)) brackets--;
    parts.push(token);
  }
  return parts.join(' ');
}

/** How many blocks a line of this indentation stands in. Where the text itself begins is not known, and not needed. */
function blockOf(blocks: number[], width: number): number {
  while ((blocks.at(-1) ?? 0) > width) blocks.pop();
  if ((blocks.at(-1) ?? -1) < width) blocks.push(width);
  return blocks.length;
}
