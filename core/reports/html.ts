import { legible } from './legible.ts';

/** A piece of a page that is safe to stand in it. */
export interface Markup {
  readonly markup: string;
}

type Part = string | number | Markup | readonly Markup[];

/** A piece of HTML: whatever is put into it is text, unless it was made in this way itself. */
export function html(fixed: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const markup = fixed.reduce((before, next, index) => `${before}${rendered(parts[index - 1] ?? '')}${next}`);
  return { markup };
}

/** Nothing at all, where a piece is left out. */
export const NOTHING: Markup = { markup: '' };

function rendered(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('\n');
}

function escaped(text: string): string {
  return legible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
