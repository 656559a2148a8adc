/**
 * What is certainly wrong with a regular expression as Great Expectations means it (Python's `re`). JavaScript's own
 * parser decides, after what only Python writes has been put aside; what it cannot judge is not judged.
 */
export function regexProblem(regex: string): string | undefined {
  if (BEYOND_JAVASCRIPT.test(regex)) return undefined;
  try {
    new RegExp(inJavaScript(regex));
    return undefined;
  } catch (error) {
    const reason =
      error instanceof Error ? error.message.replace(/^Invalid regular expression: .*\/[a-z]*: /s, '') : '';
    return `is not a regular expression${reason === '' ? '' : `: ${lowerFirst(reason)}`}`;
  }
}

/** Possessive quantifiers, atomic groups, comments, conditionals: right in Python, and not known to JavaScript. */
const BEYOND_JAVASCRIPT = /[*+?}]\+|\(\?>|\(\?#|\(\?\(|\(\?[aiLmsux]*x/;

function inJavaScript(regex: string): string {
  return regex
    .replace(/^\(\?[aiLmsu]+\)/, '')
    .replace(/\(\?P</g, '(?<')
    .replace(/\(\?P=(\w+)\)/g, '\\k<$1>')
    .replace(/\(\?[aiLmsu]+(-[imsu]+)?:/g, '(?:');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
