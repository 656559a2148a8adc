import {
  type CodeLens,
  CompletionItemKind,
  type DocumentSymbol,
  type TextEdit as LspTextEdit,
  SymbolKind,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextEdit } from '../core/documents/document.ts';
import type { Span } from '../core/documents/node.ts';
import type { Range } from '../core/documents/position.ts';
import type { Fix } from '../core/rules/rule.ts';
import { COMMANDS } from '../core/views/requests.ts';
import type { Lens } from './features/code-lenses.ts';
import type { OutlineSymbol } from './features/symbols.ts';

/** How a place in a project becomes one in the editor. */
export interface Places {
  readonly uriOf: (file: string) => string;
  readonly rangeOf: (file: string, span: Span) => Range;
  readonly textOf: (file: string) => string;
}

const SYMBOLS = {
  asset: SymbolKind.Class,
  column: SymbolKind.Field,
  expectation: SymbolKind.Event,
  join: SymbolKind.Interface,
  item: SymbolKind.Property,
} as const;

export const symbolKind = (kind: OutlineSymbol['kind']) => SYMBOLS[kind];

export function documentSymbol(symbol: OutlineSymbol, rangeOf: (span: Span) => Range): DocumentSymbol {
  return {
    name: symbol.name,
    ...(symbol.detail === undefined ? {} : { detail: symbol.detail }),
    kind: SYMBOLS[symbol.kind],
    range: rangeOf(symbol),
    selectionRange: rangeOf(symbol.selection),
    children: symbol.children.map((child) => documentSymbol(child, rangeOf)),
  };
}

export function codeLens(lens: Lens, file: string, { uriOf, rangeOf }: Places): CodeLens {
  const range = rangeOf(file, lens);
  if (lens.kind === 'command') {
    return { range, command: { title: lens.title, command: lens.command, arguments: [...lens.arguments] } };
  }
  const locations = lens.uses.map((use) => ({ uri: uriOf(use.file), range: rangeOf(use.file, use) }));
  return {
    range,
    command: { title: lens.title, command: COMMANDS.showUses, arguments: [uriOf(file), range.start, locations] },
  };
}

/** Edits and new files of a quick fix, as one change that is undone in one step. */
export function workspaceEdit({ edits, creates = [] }: Fix, { uriOf, rangeOf, textOf }: Places): WorkspaceEdit {
  /** Our edits follow one another, the editor's happen at once: one replacement of all that differs says the same. */
  const asOne = (file: string, changes: readonly TextEdit[]): LspTextEdit => {
    const before = textOf(file);
    const after = changes.reduce(
      (text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end),
      before,
    );
    const { start, end, text } = difference(before, after);
    return { range: rangeOf(file, { start, end }), newText: text };
  };
  return {
    documentChanges: [
      ...creates.map(({ file }) => ({ kind: 'create' as const, uri: uriOf(file), options: { ignoreIfExists: false } })),
      ...creates.map(({ file, text }) => ({
        textDocument: { uri: uriOf(file), version: null },
        edits: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: text }],
      })),
      ...edits.map(({ file, edits: changes }) => ({
        textDocument: { uri: uriOf(file), version: null },
        edits: [asOne(file, changes)],
      })),
    ],
  };
}

/** The smallest single edit that makes one text of another. */
function difference(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}

export const COMPLETION_KINDS = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  asset: CompletionItemKind.Class,
  column: CompletionItemKind.Field,
  expectation: CompletionItemKind.Event,
  function: CompletionItemKind.Function,
  file: CompletionItemKind.File,
  operator: CompletionItemKind.Operator,
} as const;
