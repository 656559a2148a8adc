import { type Node as JsonNode, type ParseError, parseTree } from 'jsonc-parser';
import { firstOfEachLine } from './first-of-each-line.ts';
import { jsonProblem } from './json-problems.ts';
import type { Entry, Node, ScalarNode, SyntaxProblem } from './node.ts';
import { MAX_DEPTH, tooDeep, unlessTooDeep } from './too-deep.ts';

export interface ParsedJson {
  readonly node: Node | null;
  readonly problems: readonly SyntaxProblem[];
}

/** Reads JSON as far as it goes; never throws. Comments and trailing commas are reported, and read past. */
export function parseJson(text: string): ParsedJson {
  return unlessTooDeep(() => parse(text)) ?? { node: null, problems: [tooDeep(text)] };
}

function parse(text: string): ParsedJson {
  // A byte order mark is tolerated, as Python's `utf-8-sig` does.
  const source = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const errors: ParseError[] = [];
  const tree = parseTree(source, errors, { disallowComments: true, allowTrailingComma: false });
  const problems = errors.map((error) => jsonProblem(source, error));
  const node = tree === undefined ? null : readNode(tree, problems, 0);
  return { node, problems: firstOfEachLine(text, problems) };
}

function readNode(node: JsonNode, problems: SyntaxProblem[], depth: number): Node | null {
  if (depth >= MAX_DEPTH) throw new RangeError('nested too deeply');
  const children = node.children ?? [];
  switch (node.type) {
    case 'object': {
      const entries = children.flatMap((child) => readEntry(child, problems, depth));
      reportTwice(entries, problems);
      return { kind: 'map', start: node.offset, end: endOf(node, entries), entries };
    }
    case 'array': {
      const items = children.map((child) => readNode(child, problems, depth + 1));
      return { kind: 'list', start: node.offset, end: endOf(node, items), items };
    }
    case 'property':
      return null;
    default:
      return scalar(node);
  }
}

function readEntry({ children }: JsonNode, problems: SyntaxProblem[], depth: number): readonly Entry[] {
  const [keyNode, valueNode] = children ?? [];
  if (keyNode === undefined) return [];
  const key = scalar(keyNode);
  const value = valueNode === undefined ? null : readNode(valueNode, problems, depth + 1);
  return [{ start: key.start, end: value?.end ?? key.end, key, value }];
}

function scalar(node: JsonNode): ScalarNode {
  const { offset, length, type } = node;
  return { kind: 'scalar', start: offset, end: offset + length, value: node.value ?? null, quoted: type === 'string' };
}

/** A bracket that is never closed leaves its node without a length: then it ends with its last child. */
function endOf(node: JsonNode, children: readonly ({ readonly end: number } | null)[]): number {
  return node.length >= 0 ? node.offset + node.length : (children.at(-1)?.end ?? node.offset + 1);
}

function reportTwice(entries: readonly Entry[], problems: SyntaxProblem[]): void {
  const seen = new Set<ScalarNode['value']>();
  for (const { key } of entries) {
    const message = `\`${key.value}\` is there twice; each key may stand once in an object.`;
    if (seen.has(key.value)) problems.push({ start: key.start, end: key.end, code: 'duplicate-key', message });
    seen.add(key.value);
  }
}
