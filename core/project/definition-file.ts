import type { AssetKey } from '../definitions/asset.ts';
import type { DefinitionTypes, FileKind } from '../definitions/kinds.ts';
import type { DefinitionProblem, FindMentions, Mention } from '../definitions/mention.ts';
import type { Lenient } from '../definitions/schema.ts';

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
  /** The same of one meaning; cheaper, for no others are looked up. */
  readonly mentionsOf: FindMentions;
  /** The texts of these, each once. */
  readonly namesOf: (is: Mention['meaning']['is']) => Iterable<string>;
  /** Syntax errors and schema errors: what can be known from the text alone. */
  readonly problems: readonly DefinitionProblem[];
  /** Whether some comment may silence a rule: then its text is looked at more closely. */
  readonly hasIgnoreWord: boolean;
}

/** A file of a kind that is not known where it is read: of every key the union over all kinds. */
export type AnyDefinitionFile = DefinitionFileOf<FileKind>;

/** The same, told apart by `kind`. */
export type DefinitionFile = { readonly [K in FileKind]: DefinitionFileOf<K> }[FileKind];

export type { DefinitionProblem, Mention };
