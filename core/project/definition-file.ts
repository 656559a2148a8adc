import type { AssetKey } from '../definitions/asset.ts';
import type { DefinitionTypes, FileKind } from '../definitions/kinds.ts';
import type { Meaning } from '../definitions/meaning.ts';
import type { Lenient } from '../definitions/schema.ts';
import type { Path, Span } from '../documents/node.ts';

/**
 * One definition file, read. All spans are offsets into the whole text. The value is lenient: half-typed text is normal
 * input, so anything may be missing, and a rule says nothing about what it cannot see.
 */
export interface DefinitionFileOf<K extends FileKind> {
  /** Relative to the project's root, with `/`. */
  readonly path: string;
  readonly kind: K;
  readonly definition: Lenient<DefinitionTypes[K]>;
  /** What the file defines; undefined while its name (or version) cannot be read, and for the project file. */
  readonly key: AssetKey | undefined;
  /** Every string with a meaning, in the order of the text. */
  readonly mentions: readonly Mention[];
  /** Syntax errors and schema errors: what can be known from the text alone. */
  readonly problems: readonly DefinitionProblem[];
}

export type DefinitionFile = { readonly [K in FileKind]: DefinitionFileOf<K> }[FileKind];

/** A string in a definition file that names something, or is an expression that does. */
export interface Mention extends Span {
  readonly meaning: Meaning;
  /** The string's value, without quotes. For a column inside an expression: that column alone, with its own span. */
  readonly text: string;
  /** Where it stands in the value, such as `['expectations', 3, 'kwargs', 'column']`. */
  readonly path: Path;
}

/** A problem that the text alone shows; the rules `syntax` and `schema` report it. */
export interface DefinitionProblem extends Span {
  readonly rule: 'syntax' | 'schema';
  readonly code: string;
  readonly message: string;
  readonly help?: string;
  /** For the quick fix "replace by the nearest name". */
  readonly replacement?: string;
}
