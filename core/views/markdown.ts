/**
 * What definitions and data say is shown as they say it: a description never becomes a link, a picture that the editor
 * fetches from somewhere, or HTML. Lists and paragraphs stay what they are.
 */
export function plainText(text: string): string {
  return text.replace(/[\\`*[\]<>&|~]|(?<!\w)_|_(?!\w)|(?<=^\s*)#/gm, '\\$&');
}

/** A name as code inside a line, whatever backticks it has. */
export function inlineCode(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1);
  const inner = text.replace(/\s*\n\s*/g, ' ');
  const gap = inner.startsWith('`') || inner.endsWith('`') ? ' ' : '';
  return `${fence}${gap}${inner}${gap}${fence}`;
}

/** Lines of code in a language that the editor colours. */
export function codeBlock(language: string, text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
