import { IGNORE_WORD } from '../definitions/ignore-word.ts';
import type { Span } from '../documents/node.ts';
import type { DefinitionFile } from '../project/definition-file.ts';
import type { Project } from '../project/project.ts';

/** A comment `# plumbline-ignore rule-id, rule-id`: the findings of these rules on these lines are not wanted. */
export interface Suppression {
  readonly rules: readonly (Span & { readonly id: string })[];
  /** The comment's own line, and the next one if nothing but the comment stands on it. */
  readonly covers: Span;
}

const IDS = /[^\s,]+/g;

/** Every suppressing comment of a YAML text. A word alone, without rules, suppresses nothing. */
function suppressionsIn(text: string): readonly Suppression[] {
  const found: Suppression[] = [];
  for (let at = text.indexOf(IGNORE_WORD); at >= 0; at = text.indexOf(IGNORE_WORD, at + IGNORE_WORD.length)) {
    const suppression = suppressionAt(text, at);
    if (suppression !== undefined) found.push(suppression);
  }
  return found;
}

/** The suppressing comments of a file; JSON has no comments. */
export function suppressionsOf(file: DefinitionFile, project: Project): readonly Suppression[] {
  return file.path.endsWith('.json') || !file.hasIgnoreWord ? [] : suppressionsIn(project.textOf(file.path));
}

export function isSuppressed(suppressions: readonly Suppression[], rule: string, at: number): boolean {
  return suppressions.some(
    ({ rules, covers }) => covers.start <= at && at < covers.end && rules.some(({ id }) => id === rule),
  );
}

function suppressionAt(text: string, at: number): Suppression | undefined {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const before = /(^|\s)#\s*$/.exec(text.slice(lineStart, at));
  if (before === null) return undefined;
  const lineEnd = endOfLine(text, at);
  const first = at + IGNORE_WORD.length;
  const comment = text.slice(first, lineEnd).replace(/\s#.*$/, '');
  if (comment !== '' && !/^\s/.test(comment)) return undefined;
  const rules = [...comment.matchAll(IDS)].map(({ 0: id, index }) => {
    return { id, start: first + index, end: first + index + id.length };
  });
  const alone = before.index === 0 || text.slice(lineStart, lineStart + before.index).trim() === '';
  return { rules, covers: { start: lineStart, end: alone ? endOfLine(text, lineEnd + 1) : lineEnd + 1 } };
}

/** The offset after the last character of the line; at the end of the text, one past it, so that it is covered. */
function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length + 1 : end;
}
