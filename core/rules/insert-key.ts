import type { TextEdit } from '../documents/document.ts';
import type { Span } from '../documents/node.ts';

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
  const last = map.start + text.slice(map.start, map.end).trimEnd().length;
  const lineEnd = text.indexOf('\n', last);
  const at = lineEnd < 0 ? text.length : lineEnd;
  const newline = text[at - 1] === '\r' ? '\r\n' : '\n';
  const start = newline === '\r\n' ? at - 1 : at;
  return { start, end: start, text: `${newline}${' '.repeat(depth)}${key}: ${value}` };
}
