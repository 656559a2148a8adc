import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
} from 'vscode-languageserver';
import type { Span } from '../../core/documents/node.ts';
import type { Range } from '../../core/documents/position.ts';
import type { Proposal, ProposalKind } from '../features/completion/proposal.ts';

const KINDS: Readonly<Record<ProposalKind, CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  asset: CompletionItemKind.Class,
  column: CompletionItemKind.Field,
  expectation: CompletionItemKind.Event,
  function: CompletionItemKind.Function,
  file: CompletionItemKind.File,
  operator: CompletionItemKind.Operator,
  // Snippets are those of the extension, which stand below everything that fits the place.
  skeleton: CompletionItemKind.Struct,
};

const ASK_AGAIN = { title: 'Suggest', command: 'editor.action.triggerSuggest' };

/** A proposal, `index` places from the top of the list. */
export function completionItem(proposal: Proposal, index: number, rangeOf: (span: Span) => Range): CompletionItem {
  const { label, detail, documentation, filter, snippet, replace, asksAgain } = proposal;
  return {
    label,
    ...(detail === undefined ? {} : { labelDetails: { description: detail } }),
    ...(documentation ? { documentation: { kind: MarkupKind.Markdown, value: documentation } } : {}),
    kind: KINDS[proposal.kind],
    sortText: String(index).padStart(5, '0'),
    filterText: filter,
    insertTextFormat: InsertTextFormat.Snippet,
    insertTextMode: InsertTextMode.adjustIndentation,
    textEdit: { range: rangeOf(replace), newText: snippet },
    ...(asksAgain ? { command: ASK_AGAIN } : {}),
  };
}
