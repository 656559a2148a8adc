import { type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';

/** What the server can do, as the protocol tells the editor. */
export const CAPABILITIES: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  renameProvider: { prepareProvider: true },
  codeLensProvider: {},
  codeActionProvider: { codeActionKinds: ['quickfix'] },
  completionProvider: { triggerCharacters: [':', ' ', '-', '@', '"', "'", '[', '{', ',', '/'] },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};
