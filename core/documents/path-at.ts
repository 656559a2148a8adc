import { afterDash, columnAt, sameLine } from './cursor.ts';
import type { Chunk, Document } from './document.ts';
import { findNode } from './find-node.ts';
import { firstContent, indentOf } from './lines.ts';
import { covers, locate } from './locate.ts';
import { samePath } from './paths.ts';
import { betweenPlace, keyPlace, type Place, valuePlace } from './place.ts';
import { rootOf } from './root-of.ts';
import { shiftEntry, shiftNode } from './shift.ts';
import { chunkAt } from './text-of.ts';

/**
 * What stands at an offset, or may be typed there, in text that may be half-typed. Nodes have absolute offsets. Only the
 * chunk of the offset is looked at, and the whole document where the place is the root or a list of its own chunks.
 */
export function pathAt(document: Document, offset: number): Place {
  const { chunk, start, index } = chunkAt(document, offset);
  const at = Math.max(0, Math.min(offset, document.length)) - start;
  const place = chunk.role === 'item' ? inItem(document, chunk, index, at) : inEntries(document, chunk, index, at);
  return absolute(document, chunk, start, place);
}

function inEntries(document: Document, { text, node }: Chunk, index: number, at: number): Place {
  if (node === null) return betweenPlace([], null);
  // A definition is a map, so a lone word is a key that is being typed.
  if (node.kind === 'scalar') return keyPlace([], node, { start: node.start, end: node.end, key: node, value: null });
  const place = locate(text, node, [], at);
  const next = document.chunks[index + 1];
  const hasItems = next?.role === 'item' && samePath(next.parent, place.path);
  return place.where === 'value' && place.node === null && hasItems ? betweenPlace(place.path, null) : place;
}

function inItem(document: Document, chunk: Chunk, index: number, at: number): Place {
  const { text, node, parent } = chunk;
  const path = [...parent, itemsBefore(document, index)];
  const line = firstContent(text);
  const dash = line + indentOf(text, line);
  if (at <= dash) return betweenPlace(parent, null);
  if (node !== null && covers(text, node, at)) return locate(text, node, path, at);
  if (afterDash(text, at) || sameLine(text, node?.end ?? dash, at)) return valuePlace(path, node);
  return betweenPlace(columnAt(text, at) === 0 ? [] : parent, null);
}

function itemsBefore({ chunks }: Document, index: number): number {
  const { parent = [] } = chunks[index] ?? {};
  return chunks.slice(0, index).filter((chunk) => chunk.role === 'item' && samePath(chunk.parent, parent)).length;
}

/** With absolute offsets; and with the whole of a map or list of which the chunk has only a part. */
function absolute(document: Document, chunk: Chunk, start: number, place: Place): Place {
  const { where, path, node, entry } = place;
  const isPart = where !== 'value' && (node === null || path.length <= chunk.parent.length);
  const whole = isPart ? findNode(rootOf(document), path) : node && shiftNode(node, start);
  return { where, path, node: whole, ...(entry && { entry: shiftEntry(entry, start) }) };
}
