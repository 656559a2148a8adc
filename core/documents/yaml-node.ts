import { isAlias, isMap, isScalar, type Pair, type ParsedNode, Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { followAlias } from './follow-alias.ts';
import { isMergeKey, mergedEntries, mergeInto } from './merge-keys.ts';
import type { Entry, ListNode, MapNode, Node, ScalarNode, Span } from './node.ts';
import type { Reading } from './reading.ts';
import { MAX_DEPTH } from './too-deep.ts';

/**
 * A node of the `yaml` package as one of ours. Spans are tight: a block map ends with its last value, a block scalar
 * with its last line; an anchor or a tag is not part of what it marks.
 */
export function readNode(node: ParsedNode, reading: Reading): Node | null {
  if (isAlias(node)) return followAlias(node.source, spanOf(node), reading);
  if (reading.depth >= MAX_DEPTH) throw new RangeError('nested too deeply');
  reading.depth += 1;
  const { anchor } = node;
  if (anchor !== undefined) reading.sets.set(anchor, 'open');
  const read = isScalar(node)
    ? readScalar(node, reading)
    : isMap(node)
      ? readMap(node, reading)
      : readList(node, reading);
  if (anchor !== undefined) reading.sets.set(anchor, read);
  reading.depth -= 1;
  return read;
}

/** Null where the text has nothing, as in `key:` and `- `; `key: null` is a scalar. */
function readScalar(node: Scalar.Parsed, { text }: Reading): ScalarNode | null {
  const { start, end } = spanOf(node);
  if (node.value === null && start === end) return null;
  const value = isPlainValue(node.value) ? node.value : String(node.source);
  return { kind: 'scalar', start, end: isBlock(node) ? beforeBreaks(text, end) : end, value, quoted: isQuoted(node) };
}

function readList(node: YAMLSeq.Parsed, reading: Reading): ListNode {
  const { start, end } = spanOf(node);
  let last = start;
  const items = node.items.map((item) => {
    const read = readNode(item, reading);
    last = read?.end ?? item.range[0];
    return read;
  });
  return { kind: 'list', start, end: node.flow ? end : last, items };
}

function readMap(node: YAMLMap.Parsed, reading: Reading): MapNode {
  const { start, end } = spanOf(node);
  const own: Entry[] = [];
  const merged: Entry[] = [];
  let last = start;
  for (const pair of node.items) {
    const entries = readPair(pair, reading);
    last = entries.at(-1)?.end ?? last;
    if (isMergeKey(pair.key)) merged.push(...entries.flatMap((entry) => mergedEntries(entry, reading)));
    else own.push(...entries);
  }
  return { kind: 'map', start, end: node.flow ? end : last, entries: mergeInto(own, merged) };
}

/** One entry; more where half-typed keys stand above it. */
function readPair(pair: Pair<ParsedNode, ParsedNode | null>, reading: Reading): readonly Entry[] {
  const keys = readKeys(pair.key, reading);
  const value = pair.value && readNode(pair.value, reading);
  return keys.map((key, i) => {
    if (i < keys.length - 1) return { start: key.start, end: key.end, key, value: null };
    const end = value === null ? afterColon(reading.text, key.end) : Math.max(key.end, value.end);
    return { start: key.start, end, key, value };
  });
}

/** The key of a pair. While a key is being typed, the parser takes its line and the next for one key: two here. */
function readKeys(key: ParsedNode, reading: Reading): readonly ScalarNode[] {
  const { start, end } = spanOf(key);
  if (isScalar(key) && key.type === Scalar.PLAIN && reading.brokenKeys.has(start))
    return linesOf(reading.text, start, end);
  const node = readNode(key, reading);
  if (node?.kind === 'scalar') return [node];
  // A key that is a collection is known by its text.
  const value = node === null ? null : reading.text.slice(start, end);
  return [{ kind: 'scalar', start, end, value, quoted: false }];
}

function linesOf(text: string, start: number, end: number): readonly ScalarNode[] {
  return [...text.slice(start, end).matchAll(/[^\s][^\n]*[^\s]|[^\s]/g)].map((line) => {
    const at = start + line.index;
    return { kind: 'scalar', start: at, end: at + line[0].length, value: line[0], quoted: false };
  });
}

function spanOf(node: ParsedNode): Span {
  return { start: node.range[0], end: node.range[1] };
}

function isPlainValue(value: unknown): value is ScalarNode['value'] {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isQuoted(node: Scalar.Parsed): boolean {
  return node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE;
}

function isBlock(node: Scalar.Parsed): boolean {
  return node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED;
}

function beforeBreaks(text: string, end: number): number {
  let at = end;
  while (text[at - 1] === '\n' || text[at - 1] === '\r') at -= 1;
  return at;
}

function afterColon(text: string, keyEnd: number): number {
  const colon = /[ \t]*:/y;
  colon.lastIndex = keyEnd;
  return colon.test(text) ? colon.lastIndex : keyEnd;
}
