import type { Path, Span } from '../documents/node.ts';
import type { Meaning } from './meaning.ts';

/** A string in a definition file that names something, or is an expression that does. */
export interface Mention extends Span {
  readonly meaning: Meaning;
  /**
   * The string's value, without quotes. For a column inside an expression: that column alone, with its own span.
   * The span is as long as the text where the two are the same letter by letter, so that an edit may replace it; where
   * the source is escaped or folded, the span is the whole scalar.
   */
  readonly text: string;
  /** Where it stands in the value, such as `['expectations', 3, 'kwargs', 'column']`. */
  readonly path: Path;
}

/** A mention with one meaning. */
export type MentionOf<Is extends Meaning['is']> = Mention & { readonly meaning: Extract<Meaning, { readonly is: Is }> };

/** The mentions of one meaning, in the order of the text; with `wanted`, those whose text passes. */
export type FindMentions = <Is extends Meaning['is']>(
  is: Is,
  wanted?: (text: string) => boolean,
) => readonly MentionOf<Is>[];

/** A problem that the text alone shows; the rules `syntax` and `schema` report it. */
export interface DefinitionProblem extends Span {
  readonly rule: 'syntax' | 'schema';
  readonly code: string;
  readonly message: string;
  readonly help?: string;
  /** For the quick fix "replace by the nearest name": the text to put in place of the span. */
  readonly replacement?: string;
}
