import { type Connection, DidChangeWatchedFilesNotification, TextDocumentSyncKind } from 'vscode-languageserver';
import { readTextIfThere } from '../core/platform/files.ts';
import { CHANGED, RAN, STATUS, type StartOptions } from '../core/views/requests.ts';
import { refreshBase } from './base.ts';
import { answerFeatures } from './language-features.ts';
import { openDocuments } from './open-documents.ts';
import { answerRequests } from './own-requests.ts';
import { createPublisher } from './publisher.ts';
import type { SessionHost } from './session.ts';
import { statusOf } from './status.ts';
import { pathOfUri, uriOfPath } from './uris.ts';
import { createWorkspace } from './workspace.ts';

/** Files whose changes on the disk matter: definitions, Python, what decides which files count, and Git's state. */
const WATCHED = [
  '**/*.{yaml,yml,json,py}',
  '**/.gitignore',
  '**/.git/{HEAD,index,packed-refs}',
  '**/.git/refs/heads/**',
];

/** Puts the server together: what the editor says goes to the sessions, what they find goes to the editor. */
export function serve(connection: Connection): void {
  const documents = openDocuments();
  const publisher = createPublisher(connection, documents);
  const work = { filesChecked: 0 };
  let folders: readonly string[] = [];
  let trusted = false;
  let loading = true;

  const warn = (message: string) => connection.console.warn(message);
  const tellStatus = () => void connection.sendNotification(STATUS, statusOf(workspace.sessions, loading));
  const changed = () => {
    tellStatus();
    void connection.sendNotification(CHANGED);
  };
  const hostOf = (root: string): SessionHost => ({
    publish(path) {
      const session = workspace.sessions.find((each) => each.root === root);
      if (session !== undefined) publisher.publish(session, path);
    },
    changed,
    isOpen: (path) => documents.get(uriOfPath(root, path)) !== undefined,
    warn,
    work,
  });
  const workspace = createWorkspace(hostOf);
  const find = (uri: string) => {
    const path = pathOfUri(uri);
    return path === undefined ? undefined : workspace.find(path);
  };

  async function discover(): Promise<void> {
    loading = true;
    tellStatus();
    const before = new Set(workspace.sessions);
    await workspace.discover(folders);
    for (const document of documents.all()) {
      const found = find(document.uri);
      if (found !== undefined && !before.has(found.session)) found.session.set(found.path, document.getText());
    }
    loading = false;
    publisher.forget((uri) => find(uri) !== undefined);
    changed();
    for (const session of workspace.sessions) {
      if (!before.has(session)) await refreshBase(session, trusted, warn);
    }
  }

  connection.onInitialize(({ workspaceFolders, rootUri, initializationOptions }) => {
    const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri]);
    folders = uris.flatMap((uri) => pathOfUri(uri) ?? []);
    trusted = (initializationOptions as StartOptions | undefined)?.trusted ?? false;
    return {
      serverInfo: { name: 'plumbline' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
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
      },
    };
  });

  connection.onInitialized(async () => {
    void connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers: WATCHED.map((globPattern) => ({ globPattern })) })
      // An editor that cannot watch files still works; changes from outside are then seen when a file is opened.
      .catch(() => undefined);
    connection.workspace.onDidChangeWorkspaceFolders?.(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => pathOfUri(uri)));
      folders = [...folders.filter((folder) => !gone.has(folder)), ...added.flatMap(({ uri }) => pathOfUri(uri) ?? [])];
      void discover();
    });
    await discover();
  });

  connection.onDidOpenTextDocument((params) => {
    const document = documents.open(params);
    const found = find(document.uri);
    found?.session.set(found.path, document.getText());
  });
  connection.onDidChangeTextDocument((params) => {
    const change = documents.change(params);
    const found = change === undefined ? undefined : find(change.document.uri);
    if (change === undefined || found === undefined) return;
    if (change.edits === undefined) found.session.set(found.path, change.document.getText());
    else found.session.edit(found.path, change.edits);
  });
  connection.onDidCloseTextDocument(async ({ textDocument: { uri } }) => {
    documents.close(uri);
    await readAgain(uri);
  });

  /** What is not open counts as it is on the disk. */
  async function readAgain(uri: string): Promise<void> {
    const found = find(uri);
    if (found === undefined || documents.get(uri) !== undefined) return;
    const text = await readTextIfThere(pathOfUri(uri) ?? '');
    if (text === undefined) found.session.remove(found.path);
    else found.session.set(found.path, text);
  }

  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    const uris = [...new Set(changes.map(({ uri }) => uri))];
    if (uris.some((uri) => /\/(plumbline\.ya?ml|\.gitignore)$/.test(uri))) await discover();
    for (const uri of uris) if (!/\/\.git\//.test(uri)) await readAgain(uri);
    if (!uris.some((uri) => /\/\.git\//.test(uri))) return;
    for (const session of workspace.sessions) await refreshBase(session, trusted, warn);
  });

  connection.onNotification(RAN, async () => {
    for (const session of workspace.sessions) await session.refreshResults();
  });

  answerFeatures(connection, documents, find, () => workspace.sessions);
  answerRequests(connection, find, () => workspace.sessions, work);
  connection.onShutdown(() => workspace.dispose());
  connection.listen();
}
