import { isFlow } from './cursor.ts';
import type { Document, TextEdit } from './document.ts';
import { findNode } from './find-node.ts';
import { insertBelow, insertFirst, insertIntoFlow, lineBreakOf, type Piece } from './insertion.ts';
import type { Path } from './node.ts';
import { renderJson } from './render-json.ts';
import { renderFlow, renderItem } from './render-yaml.ts';
import { rootOf } from './root-of.ts';
import { textOf } from './text-of.ts';

/**
 * Edits that add an item at the end of the list at `path`, in the style and the column of its other items. Below a bare
 * `key:` or in an empty file, the item begins a list. No edits where something else than a list stands.
 */
export function appendItem(document: Document, path: Path, value: unknown): readonly TextEdit[] {
  const text = textOf(document);
  const root = rootOf(document);
  const list = findNode(root, path);
  const piece = document.language === 'json' ? jsonItem(text, value) : yamlItem(text, value);
  if (list === null && document.language === 'yaml') return insertFirst(text, root, path, piece);
  if (list?.kind !== 'list' || list.alias !== undefined) return [];
  return [isFlow(text, list) ? insertIntoFlow(text, list, piece) : insertBelow(text, list, piece)];
}

function yamlItem(text: string, value: unknown): Piece {
  const block = (indent: number) => `- ${renderItem(value, indent + 2, lineBreakOf(text))}`;
  return { flow: () => renderFlow(value), block, brackets: '[]' };
}

function jsonItem(text: string, value: unknown): Piece {
  const item = (indent: number | null) => renderJson(text, value, indent);
  return { flow: item, block: item, brackets: '[]' };
}
