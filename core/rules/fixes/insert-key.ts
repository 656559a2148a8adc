import type { TextEdit } from '../../documents/document.ts';
import type { Span } from '../../documents/node.ts';
import { lineBelow } from './insert-item.ts';

/** Adds a key at the end of a YAML map, in the map's own style; comments and everything else stay where they are. */
export function insertKey(text: string, map: Span, key: string, value: string): TextEdit {
  return text[map.start] === '{' ? inFlowMap(text, map, key, value) : inBlockMap(text, map, key, value);
}

/** `{ a: 1 }` → `{ a: 1, b: 2 }` */
function inFlowMap(text: string, map: Span, key: string, value: string): TextEdit {
  const inner = text.slice(map.start + 1, text.lastIndexOf('}', map.end - 1)).trimEnd();
  const at = map.start + 1 + inner.length;
  const before = inner === '' ? ' ' : inner.endsWith(',') ? ' ' : ', ';
  return { start: at, end: at, text: `${before}${key}: ${value}${inner === '' ? ' ' : ''}` };
}

/** A line of its own, below the last line of the map, as deep as its first key. */
function inBlockMap(text: string, map: Span, key: string, value: string): TextEdit {
  const depth = map.start - (text.lastIndexOf('\n', map.start - 1) + 1);
  return lineBelow(text, map, `${' '.repeat(depth)}${key}: ${value}`);
}
