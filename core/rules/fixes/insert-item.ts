import type { TextEdit } from '../../documents/document.ts';
import type { Span } from '../../documents/node.ts';

/** Adds an item at the end of a YAML list, in the list's own style; comments and everything else stay where they are. */
export function insertItem(text: string, list: Span, item: string): TextEdit {
  return text[list.start] === '[' ? inFlowList(text, list, item) : inBlockList(text, list, item);
}

/** `[a]` → `[a, b]` */
function inFlowList(text: string, list: Span, item: string): TextEdit {
  const inner = text.slice(list.start + 1, text.lastIndexOf(']', list.end - 1)).trimEnd();
  const at = list.start + 1 + inner.length;
  const gap = inner === '' ? '' : inner.endsWith(',') ? ' ' : ', ';
  return { start: at, end: at, text: `${gap}${item}` };
}

/** A line of its own, below the last line of the list, with its dash below the others. */
function inBlockList(text: string, list: Span, item: string): TextEdit {
  const depth = list.start - (text.lastIndexOf('\n', list.start - 1) + 1);
  return lineBelow(text, list, `${' '.repeat(depth)}- ${item}`);
}

/** A line below the last line of a block, with the line end that the text has there. */
export function lineBelow(text: string, block: Span, line: string): TextEdit {
  const last = block.start + text.slice(block.start, block.end).trimEnd().length;
  const lineEnd = text.indexOf('\n', last);
  const end = lineEnd < 0 ? text.length : lineEnd;
  const at = text[end - 1] === '\r' ? end - 1 : end;
  return { start: at, end: at, text: `${at < end ? '\r\n' : '\n'}${line}` };
}
