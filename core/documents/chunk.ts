import type { Chunk, Context } from './document.ts';
import { firstContent, indentOf, isItem } from './lines.ts';
import type { Anchors } from './links.ts';
import type { Path } from './node.ts';
import { parseJson } from './parse-json.ts';
import { parseYaml } from './parse-yaml.ts';
import { secondDocument } from './second-document.ts';

/** Counts what an edit cost, for tests that must not depend on the machine's speed. */
export interface Work {
  chunksParsed: number;
}

/** Lines that were cut out of a document, parsed. `outer` are the anchors that earlier chunks set. */
export function yamlChunk(text: string, context: Context, outer: Anchors, work: Work): Chunk {
  if (context.kind === 'rest') {
    return { text, parent: [], role: 'nothing', node: null, problems: secondDocument(text), column: null, links: null };
  }
  work.chunksParsed += 1;
  const { node, problems, column, links } = parseYaml(text, outer);
  const parent = parentOf(context);
  const items = node?.kind === 'list' && column !== null ? node.items : [node];
  if (beginsItem(text, context) && items.length === 1) {
    const [item = null] = items;
    return { text, parent, role: 'item', node: item, problems, column, links };
  }
  const role = node === null && context.kind === 'start' ? 'nothing' : 'entries';
  return { text, parent, role, node, problems, column, links };
}

/** A whole JSON text: its root is one chunk. */
export function jsonChunk(text: string, work: Work): Chunk {
  work.chunksParsed += 1;
  const { node, problems } = parseJson(text);
  return { text, parent: [], role: node === null ? 'nothing' : 'entries', node, problems, column: null, links: null };
}

/** Where the node of a chunk with this context hangs. */
export function parentOf({ kind, list }: Context): Path {
  return list !== null && (kind === 'item' || kind === 'first-item') ? list.parent : [];
}

function beginsItem(text: string, { kind }: Context): boolean {
  if (kind !== 'start') return kind !== 'entry';
  const line = firstContent(text);
  return isItem(text, line + indentOf(text, line));
}
