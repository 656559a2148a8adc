import type { Span } from '../../../core/documents/node.ts';

export type ProposalKind =
  | 'key'
  | 'value'
  | 'asset'
  | 'column'
  | 'expectation'
  | 'function'
  | 'file'
  | 'operator'
  | 'skeleton';

/** Something that may be chosen, before it is written for the place where it will stand. */
export interface Choice {
  readonly kind: ProposalKind;
  readonly text: string;
  /** False for `true`, numbers and the like, which quotes would turn into text. */
  readonly isText: boolean;
  /** A word or two beside the name, such as a type. */
  readonly detail?: string | undefined;
  /** Markdown. */
  readonly documentation?: string | undefined;
}

/** An entry of the list that pops up while one types. */
export interface Proposal {
  readonly kind: ProposalKind;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly documentation?: string | undefined;
  /** What is typed so far: it is replaced. Never longer than a line. */
  readonly replace: Span;
  /** What the typed text is compared with. */
  readonly filter: string;
  /** With `$1`, `$2`, … where something is to be filled in; lines after the first are indented as the line at hand is. */
  readonly snippet: string;
  /** There is something to choose from where the cursor goes. */
  readonly asksAgain: boolean;
}

export function textChoice(kind: ProposalKind, text: string, detail?: string, documentation?: string): Choice {
  return { kind, text, isText: true, detail, documentation };
}
