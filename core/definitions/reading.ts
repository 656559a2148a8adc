import type { Path, ScalarNode, Span } from '../documents/node.ts';
import type { Meaning } from './meaning.ts';
import type { DefinitionProblem, Mention } from './mention.ts';

/** A walk in progress: where it stands, and what it has found. */
export interface Reading {
  /** What the nodes' offsets point into. */
  readonly text: string;
  /** Added to every offset that is kept. */
  readonly offset: number;
  /** The way from the root of the value to the node at hand; pushed and popped by the walk. */
  readonly path: (string | number)[];
  readonly mentions: Mention[];
  readonly problems: DefinitionProblem[];
}

export function mention(reading: Reading, meaning: Meaning, text: string, span: Span): void {
  reading.mentions.push({
    start: span.start + reading.offset,
    end: span.end + reading.offset,
    meaning,
    text,
    path: reading.path.slice(),
  });
}

export interface ProblemDetails {
  readonly help?: string | undefined;
  readonly replacement?: string | undefined;
}

export function schemaProblem(
  reading: Reading,
  span: Span,
  code: string,
  message: string,
  { help, replacement }: ProblemDetails = {},
): void {
  reading.problems.push({
    start: span.start + reading.offset,
    end: span.end + reading.offset,
    rule: 'schema',
    code,
    message,
    ...(help === undefined ? {} : { help }),
    ...(replacement === undefined ? {} : { replacement }),
  });
}

/** The text of a node as it stands in the file, quotes and all. */
export function sourceOf(reading: Reading, span: Span): string {
  return reading.text.slice(span.start, span.end);
}

/** Where the letters of a text stand, without its quotes; the whole node where they are not the same in the file. */
export function lettersOf(node: ScalarNode, text: string): Span {
  const quotes = node.quoted && isVerbatim(node, text) ? 1 : 0;
  return { start: node.start + quotes, end: node.end - quotes };
}

/** Escapes and folded lines only ever shorten a text, so that an equal length means the same letters. */
export function isVerbatim(node: ScalarNode, text: string): boolean {
  return node.alias === undefined && node.end - node.start - (node.quoted ? 2 : 0) === text.length;
}

/** Names a place as a person would. Items have no numbers here: they change with the lines above, the text below does not. */
export function placeInWords(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  if (typeof last === 'string') return `\`${last}\``;
  const list = path.findLast((step) => typeof step === 'string');
  return list === undefined ? 'an item of the list' : `an item of \`${list}\``;
}
