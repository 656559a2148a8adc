import type { Cursor } from './cursor.ts';

export type Style = Cursor['style'];

/** The places of a snippet that are to be filled in, numbered as they are asked for. */
export interface Blanks {
  /** An empty place. */
  any(): string;
  /** A text: in quotes where JSON needs them. */
  text(): string;
  /** One of several words. */
  choice(options: readonly string[]): string;
  /** One of several texts. */
  textChoice(options: readonly string[]): string;
}

export function blanksFor(style: Style): Blanks {
  let count = 0;
  const quoted = (blank: string) => (style === 'json' ? `"${blank}"` : blank);
  const choice = (options: readonly string[]) => {
    count += 1;
    return options.length === 1 ? (options[0] ?? '') : `\${${count}|${options.map(escaped).join(',')}|}`;
  };
  const any = () => {
    count += 1;
    return `$${count}`;
  };
  return { any, text: () => quoted(any()), choice, textChoice: (options) => quoted(choice(options)) };
}

function escaped(option: string): string {
  return option.replace(/[\\,|$}]/g, '\\$&');
}
