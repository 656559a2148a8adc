/**
 * Whether two pieces of Python do the same because they differ only in comments, blank lines, blanks inside a line, and
 * how deep they are indented as a whole. Strings are compared as they are; a docstring counts as code.
 */
export function samePythonCode(a: string, b: string): boolean {
  return essence(a) === essence(b);
}

const TOKEN =
  /("""|''')[\s\S]*?(?:\1|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|#[^\n]*|\n[ \t]*|[ \t\r]+|\w+|[^\s\w]/g;

function essence(code: string): string {
  const parts: string[] = [];
  let indent = '';
  let gap = false;
  for (const [token] of code.trim().matchAll(TOKEN)) {
    if (token.startsWith('#')) continue;
    if (token.startsWith('\n')) {
      indent = token;
      gap = false;
    } else if (/^[ \t\r]/.test(token)) {
      gap = true;
    } else {
      const touches = gap && /\w$/.test(parts.at(-1) ?? '') && /^[\w"']/.test(token);
      parts.push(indent, touches ? ' ' : '', token);
      indent = '';
      gap = false;
    }
  }
  return dedent(parts.join(''));
}

/** The first line of a function stands where its text begins, so the body alone tells how deep it is. */
function dedent(code: string): string {
  const [first = '', ...rest] = code.split('\n');
  const depth = Math.min(...rest.map((line) => line.length - line.trimStart().length));
  return [first, ...rest.map((line) => line.slice(depth))].join('\n');
}
