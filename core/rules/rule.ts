import type { FileKind } from '../definitions/kinds.ts';
import type { RuleLevel } from '../definitions/project-file.ts';
import type { TextEdit } from '../documents/document.ts';
import type { Path, Span } from '../documents/node.ts';
import type { DefinitionFileOf } from '../project/definition-file.ts';
import type { Location, Project } from '../project/project.ts';

/**
 * One thing that can be wrong with definitions. A rule is a file: what it says, why, how to put it right, and the check.
 * Its documentation page, its default level and its place in the settings are generated from this.
 */
export interface Rule<K extends FileKind = FileKind> {
  /** Kebab-case, stable: it stands in plumbline.yaml, in suppressing comments and in CI logs. */
  readonly id: string;
  readonly title: string;
  readonly level: RuleLevel;
  /** Why it matters and what to do, in Markdown, with an example that fires and one that does not. */
  readonly docs: RuleDocs;
  readonly kinds: readonly K[];
  check(file: FileOf<K>, context: RuleContext): void;
  /** Ways to put a finding right; the first is the preferred one. */
  fixes?(finding: Finding, file: FileOf<K>, context: FixContext): readonly Fix[];
}

/** A file of one of these kinds; which one, its `kind` tells. */
export type FileOf<K extends FileKind> = { readonly [P in K]: DefinitionFileOf<P> }[K];

/** Examples are whole files, each after a line `-- path --`; what is registered stands after `-- base: path --`. */
export interface RuleDocs {
  readonly why: string;
  readonly bad: string;
  readonly good: string;
}

export interface FixContext {
  readonly project: Project;
  /** The definitions as registered, if there is a base to compare with. */
  readonly base?: Base | undefined;
  /** Whether a file or folder of the project is there; left out where nobody can tell. */
  readonly exists?: ((path: string) => boolean) | undefined;
}

export interface RuleContext extends FixContext {
  /** The ids of all rules, for those that check what is said about rules. */
  readonly ruleIds: readonly string[];
  report(span: Span, message: string, more?: FindingDetails): void;
}

/** The registered state: the project as it is at a Git ref. */
export interface Base {
  /** For messages, such as `main (1a2b3c4)`. */
  readonly label: string;
  readonly project: Project;
  /** All states that feature groups had before, each defined beside the others; for the transitive modes only. */
  readonly history?: Project;
}

export interface FindingDetails {
  /** What to do about it. */
  readonly help?: string;
  /** Other places that have to do with it. */
  readonly related?: readonly (Location & { readonly message: string })[];
  /** For the rule's own quick fixes. */
  readonly data?: Readonly<Record<string, string | number | boolean | Path | undefined>>;
}

export interface Finding extends Span, FindingDetails {
  readonly file: string;
  readonly rule: string;
  readonly severity: Exclude<RuleLevel, 'off'>;
  readonly message: string;
}

export interface Fix {
  readonly title: string;
  /** Offsets are those of the text as it is; the edits of a file do not overlap. */
  readonly edits: readonly { readonly file: string; readonly edits: readonly TextEdit[] }[];
  /** Files that the fix creates; it never overwrites one. */
  readonly creates?: readonly { readonly file: string; readonly text: string }[];
}
