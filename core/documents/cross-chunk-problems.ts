import type { Chunk } from './document.ts';
import { firstContent, indentOf, nextLine } from './lines.ts';
import type { ScalarNode, Span, SyntaxProblem } from './node.ts';
import { samePath } from './paths.ts';

/**
 * What no chunk of a YAML text can see alone. Together with the chunks' own problems, there is one exactly where the
 * parser would find one in the whole text.
 */
export function crossChunkProblems(chunks: readonly Chunk[], starts: readonly number[]): readonly SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const seen = new Set<ScalarNode['value']>();
  const first = chunks.find(({ role }) => role !== 'nothing');
  const isAlone = first === chunks.findLast(({ role }) => role !== 'nothing');
  const rootIsList = first?.role === 'item';
  let before: Chunk | null = null;
  let listColumn: number | null = null;

  chunks.forEach((chunk, i) => {
    if (chunk.role === 'nothing') return;
    const start = starts[i] ?? 0;
    const report = (span: Span, [code, message]: Wrong) =>
      problems.push({ start: start + span.start, end: start + span.end, code, message });
    if (chunk.role === 'entries') {
      const wrong = isAlone ? null : wrongEntry(chunk, rootIsList);
      if (wrong !== null) report(firstLine(chunk), wrong);
      for (const key of newKeys(chunk, seen))
        report(key, ['duplicate-key', `\`${key.value}\` is there twice; each key may stand once in a map.`]);
    } else if (continuesList(before, chunk)) {
      if (chunk.column !== listColumn) report(firstLine(chunk), MISPLACED_ITEM);
    } else {
      listColumn = chunk.column;
      if (!beginsList(before, chunk)) report(firstLine(chunk), STRAY_ITEM);
    }
    before = chunk;
  });
  return problems;
}

type Wrong = readonly [code: string, message: string];

const NOT_AN_ENTRY: Wrong = ['expected-entry', 'An entry is expected here: write `key: value`.'];
const AFTER_LIST: Wrong = [
  'mixed-root',
  'The file begins as a list, so an entry cannot follow: correct the indentation.',
];
const MISPLACED_ENTRY: Wrong = ['bad-indent', 'The indentation is off: the keys of one map begin in the same column.'];
const MISPLACED_ITEM: Wrong = [
  'bad-indent',
  'The indentation is off: the dashes of one list stand in the same column.',
];
const STRAY_ITEM: Wrong = [
  'stray-item',
  'This item belongs to no list: the key above it has a value already, or cuts the list in two. Correct the indentation.',
];

function wrongEntry(chunk: Chunk, rootIsList: boolean): Wrong | null {
  if (rootIsList) return AFTER_LIST;
  if (chunk.column === null || chunk.node?.kind !== 'map') return NOT_AN_ENTRY;
  return chunk.column === 0 ? null : MISPLACED_ENTRY;
}

/** Keys that another chunk has; the parser finds those that one chunk has twice. */
function newKeys(chunk: Chunk, seen: Set<ScalarNode['value']>): readonly ScalarNode[] {
  if (chunk.node?.kind !== 'map') return [];
  const keys = chunk.node.entries.filter(({ key, merged }) => !merged && key.alias === undefined).map(({ key }) => key);
  const twice = keys.filter(({ value }) => seen.has(value));
  for (const { value } of keys) seen.add(value);
  return twice;
}

function continuesList(before: Chunk | null, item: Chunk): boolean {
  return before?.role === 'item' && samePath(before.parent, item.parent);
}

/** The first item of the file, or of the bare key above. */
function beginsList(before: Chunk | null, item: Chunk): boolean {
  const [key] = item.parent;
  if (key === undefined) return before === null;
  const head = before?.role === 'entries' && before.node?.kind === 'map' ? before.node.entries.at(-1) : undefined;
  return head?.key.value === key && head.value === null;
}

function firstLine({ text }: Chunk): Span {
  const line = firstContent(text);
  const start = line + indentOf(text, line);
  return { start, end: start + text.slice(start, nextLine(text, line)).trimEnd().length };
}
