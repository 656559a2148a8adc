import type { Span } from '../documents/node.ts';

export type Token =
  | KeywordToken
  | SignToken
  | NameToken
  | TextToken
  | (Span & { readonly kind: 'number'; readonly value: number | bigint })
  | (Span & { readonly kind: 'end' });

export interface KeywordToken extends Span {
  readonly kind: 'keyword';
  readonly word: Keyword;
}

export interface SignToken extends Span {
  readonly kind: 'sign';
  readonly sign: string;
}

export interface NameToken extends Span {
  readonly kind: 'name';
  readonly value: string;
  readonly form: 'bare' | 'quoted' | 'backticks';
}

export interface TextToken extends Span {
  readonly kind: 'text';
  readonly value: string;
  readonly quote: '"' | "'";
}

/** Words that name a column only in quotes. */
const KEYWORDS = ['and', 'or', 'not', 'in', 'between', 'like', 'escape', 'is', 'null', 'true', 'false'] as const;
export type Keyword = (typeof KEYWORDS)[number];

export function isKeyword(word: string): word is Keyword {
  return (KEYWORDS as readonly string[]).includes(word);
}
