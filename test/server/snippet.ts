import assert from 'node:assert/strict';
import { type CompletionItem, type Position, TextEdit } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

/** The text after a proposal was taken, as VS Code does it: the cursor is where `|` is, other blanks are `_`. */
export function expanded(
  document: TextDocument,
  cursor: Position,
  { textEdit, filterText, label }: CompletionItem,
): string {
  if (!TextEdit.is(textEdit)) assert.fail('a proposal says what it replaces');
  const { range, newText } = textEdit;
  assert.equal(range.start.line, range.end.line, 'a proposal replaces something in one line');
  const typed = document.getText({ start: range.start, end: cursor });
  assert(isFilteredBy(filterText ?? label, typed), `${label} would be hidden by what is typed: ${typed}`);
  const text = document.getText();
  const line = document.getText({ start: { line: range.start.line, character: 0 }, end: range.start });
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const inserted = newText
    .replaceAll('\n', `\n${indent}`)
    .replace(/\$\{(\d+)\|([^,|]*)[^}]*\}|\$(\d+)/g, (_, choice, first, blank) => blankOf(choice ?? blank, first ?? ''))
    .replace(/\\([\\$}])/g, '$1');
  const after = text.slice(0, start) + inserted + text.slice(end);
  return after.includes('\u0001')
    ? after.replace('\u0001', '|').replaceAll('\u0001', '')
    : withCursor(text, start, end, inserted);
}

function blankOf(number: string, first: string): string {
  return number === '1' || number === '0' ? `\u0001${first}` : first === '' ? '_' : first;
}

function withCursor(text: string, start: number, end: number, inserted: string): string {
  return `${text.slice(0, start)}${inserted}|${text.slice(end)}`;
}

/** VS Code hides what does not have the typed letters in their order. */
function isFilteredBy(filter: string, typed: string): boolean {
  let at = 0;
  for (const letter of typed.trim().toLowerCase()) {
    at = filter.toLowerCase().indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
