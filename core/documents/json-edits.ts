import { type Edit, type FormattingOptions, modify } from 'jsonc-parser';
import type { TextEdit } from './document.ts';
import type { Path } from './node.ts';

/** Sets, inserts or (with `undefined`) removes what stands at a path of a JSON text, indented like its surroundings. */
export function jsonEdits(text: string, path: Path, value: unknown): readonly TextEdit[] {
  return asTextEdits(modify(text, [...path], value, { formattingOptions: formatOf(text) }));
}

/** Adds an item at the end of the list at a path. */
export function jsonAppend(text: string, path: Path, value: unknown): readonly TextEdit[] {
  return asTextEdits(modify(text, [...path, -1], value, { formattingOptions: formatOf(text) }));
}

/** The last first, so that each fits the text that the others leave. */
function asTextEdits(edits: readonly Edit[]): readonly TextEdit[] {
  return edits
    .toSorted((a, b) => b.offset - a.offset)
    .map(({ offset, length, content }) => ({ start: offset, end: offset + length, text: content }));
}

function formatOf(text: string): FormattingOptions {
  const indent = /^[ \t]+/m.exec(text)?.[0] ?? '  ';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return { tabSize: indent.length, insertSpaces: !indent.startsWith('\t'), eol };
}
