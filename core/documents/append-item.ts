import { isFlow } from './cursor.ts';
import type { Document, TextEdit } from './document.ts';
import { findNode } from './find-node.ts';
import { insertBelow, insertFirst, insertIntoFlow, lineBreakOf, type Piece } from './insertion.ts';
import { jsonAppend } from './json-edits.ts';
import type { Path } from './node.ts';
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
  if (document.language === 'json') return list?.kind === 'list' ? jsonAppend(text, path, value) : [];
  const piece: Piece = {
    flow: renderFlow(value),
    block: (indent) => `- ${renderItem(value, indent + 2, lineBreakOf(text))}`,
    brackets: '[]',
  };
  if (list === null) return insertFirst(text, root, path, piece);
  if (list.kind !== 'list' || list.alias !== undefined) return [];
  return [isFlow(text, list) ? insertIntoFlow(text, list, piece) : insertBelow(text, list, piece)];
}
