import { isFlow } from './cursor.ts';
import type { Document, TextEdit } from './document.ts';
import { findNode } from './find-node.ts';
import { insertBelow, insertFirst, insertIntoFlow, type Piece } from './insertion.ts';
import type { Path } from './node.ts';
import { renderJson } from './render-json.ts';
import { renderFlow, renderScalar } from './render-yaml.ts';
import { rootOf } from './root-of.ts';
import { textOf } from './text-of.ts';

/**
 * Edits that add `key: value` at the end of the map at `path`, in the style and the column of its other entries; the key
 * must not be there yet. Below a bare `key:` or in an empty file, the entry begins a map. No edits where something else
 * than a map stands.
 */
export function insertEntry(document: Document, path: Path, key: string, value: unknown): readonly TextEdit[] {
  const text = textOf(document);
  const root = rootOf(document);
  const map = findNode(root, path);
  const piece = document.language === 'json' ? jsonEntry(text, key, value) : yamlEntry(key, value);
  if (map === null && document.language === 'yaml') return insertFirst(text, root, path, piece);
  if (map?.kind !== 'map' || map.alias !== undefined) return [];
  return [isFlow(text, map) ? insertIntoFlow(text, map, piece) : insertBelow(text, map, piece)];
}

function yamlEntry(key: string, value: unknown): Piece {
  const entry = `${renderScalar(key)}: ${renderFlow(value)}`;
  return { flow: () => entry, block: () => entry, brackets: '{}' };
}

function jsonEntry(text: string, key: string, value: unknown): Piece {
  const entry = (indent: number | null) => `${JSON.stringify(key)}: ${renderJson(text, value, indent)}`;
  return { flow: entry, block: entry, brackets: '{}' };
}
