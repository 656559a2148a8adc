import assert from 'node:assert/strict';
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  parseDocument,
  Scalar,
  type Document as YamlDocument,
} from 'yaml';
import type { Document } from '../../core/documents/document.ts';
import type { Node, SyntaxProblem } from '../../core/documents/node.ts';

/** Texts of which the parser judges otherwise when it sees them whole; all but the last are oversights of its own. */
export const DIFFERENT: readonly RegExp[] = [
  // Behind a key without value, it takes a line with nothing but a tab for indentation.
  /^\t\s*$/m,
  // It accepts `: value` in any column as an entry with an empty key.
  /^[ \t]+:(?=\s|$)/m,
  // Behind an explicit key, it swallows list items that cannot stand there.
  /\?\s[\s\S]*^\s*-(?=\s|$)/m,
  // A byte order mark that begins a line behind a list is dropped here, and part of a key there.
  /.\uFEFF/s,
];

/** What the `yaml` package says of a whole text. */
export interface Verdict {
  readonly hasError: boolean;
  /** Only where there is no error. */
  readonly value: unknown;
  readonly document: YamlDocument.Parsed<ParsedNode>;
}

export function verdictOn(text: string): Verdict {
  const document = parseDocument<ParsedNode>(text, {
    merge: true,
    resolveKnownTags: false,
    schema: 'core',
    prettyErrors: false,
    logLevel: 'error',
  });
  if (document.errors.length > 0) return { hasError: true, value: undefined, document };
  try {
    // Aliases are resolved here: an unknown one is thrown, one that contains itself cannot be JSON.
    const value = document.toJS({ maxAliasCount: -1 });
    JSON.stringify(value);
    return { hasError: false, value: value ?? null, document };
  } catch {
    return { hasError: true, value: undefined, document };
  }
}

export function problemsOf(document: Document): readonly SyntaxProblem[] {
  const inChunks = document.chunks.flatMap(({ problems }, i) => {
    const by = document.starts[i] ?? 0;
    return problems.map((problem) => ({ ...problem, start: problem.start + by, end: problem.end + by }));
  });
  return [...inChunks, ...document.problems].toSorted((a, b) => a.start - b.start);
}

/** Every scalar and every flow collection has the span that the parser gives it; a block begins where it says. */
export function assertSameSpans(ours: Node | null, theirs: ParsedNode | null, text: string): void {
  if (theirs === null || isAlias(theirs)) return;
  if (ours === null) {
    assert.equal(isScalar(theirs) && theirs.value, null);
    return;
  }
  const [start, end] = theirs.range;
  assert.equal(ours.start, start);
  if (isScalar(theirs)) {
    const isBlock = theirs.type === Scalar.BLOCK_LITERAL || theirs.type === Scalar.BLOCK_FOLDED;
    assert.equal(ours.end, isBlock ? start + text.slice(start, end).replace(/[\r\n]+$/, '').length : end);
  } else if (theirs.flow) {
    assert.equal(ours.end, end);
  }
  if (isSeq(theirs) && ours.kind === 'list') {
    theirs.items.forEach((item, i) => {
      assertSameSpans(ours.items[i] ?? null, item as ParsedNode, text);
    });
  }
  if (isMap(theirs) && ours.kind === 'map') {
    const own = ours.entries.filter(({ merged }) => !merged);
    const pairs = theirs.items.filter(({ key }) => !(isScalar(key) && typeof key.value === 'symbol'));
    pairs.forEach(({ key, value }, i) => {
      const entry = own[i];
      assert.ok(entry);
      if (isScalar(key) && key.value !== null) assertSameSpans(entry.key, key as ParsedNode, text);
      assertSameSpans(entry.value, value as ParsedNode | null, text);
    });
  }
}

/** YAML allows maps and lists as keys; how JavaScript shows them as text is not for us to copy. */
export function hasCollectionAsKey(node: unknown): boolean {
  if (isMap(node)) {
    return node.items.some(({ key, value }) => !isScalar(key) || hasCollectionAsKey(value));
  }
  return isSeq(node) && node.items.some(hasCollectionAsKey);
}
