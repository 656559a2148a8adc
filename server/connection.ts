import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeResult,
  type WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import { describeError } from '../core/platform/problem.ts';
import { CHANGED, LIVE, RAN, STATUS, type StartOptions } from '../core/views/requests.ts';
import { refreshBase } from './base.ts';
import { CAPABILITIES } from './capabilities.ts';
import { textOnDisk, WATCHERS, watchFiles } from './file-changes.ts';
import { answerFeatures } from './language-features.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { openDocuments } from './open-documents.ts';
import { answerRequests } from './own-requests.ts';
import { createPublisher } from './publisher.ts';
import { restful } from './restful.ts';
import { statusOf } from './status.ts';
import { pathOfUri } from './uris.ts';
import { createWorkspace } from './workspace.ts';

/** Puts the server together: what the editor says goes to the sessions, what they find goes to the editor. */
export function serve(connection: Connection): void {
  const documents = openDocuments();
  const publisher = createPublisher(connection, documents);
  let folders: readonly string[] = [];
  let trusted = false;
  /** Not every editor can open and close folders while it runs. */
  let followsFolders = false;
  let loading = true;
  // Whoever asks while the projects are still being read gets the answer when they are.
  const firstLook = Promise.withResolvers<void>();

  const warn = (message: string) => connection.console.warn(message);
  const tellLive = () => void connection.sendNotification(LIVE);
  const tellStatus = () => void connection.sendNotification(STATUS, statusOf(workspace.sessions, loading));
  // Trees are asked for as a whole, so they are told to follow when the typing rests, not at each pause.
  const changed = restful(() => void connection.sendNotification(CHANGED));
  const workspace = createWorkspace({
    publish: publisher.publish,
    changed() {
      tellStatus();
      changed.soon();
    },
    warn,
  });
  const find = (uri: string) => {
    const path = pathOfUri(uri);
    return path === undefined ? undefined : workspace.find(path);
  };
  const running = new Set<Promise<unknown>>();
  /** What fails here is told and not thrown: a server that dies takes the findings of all files with it. */
  const safely = (work: Promise<unknown>) => {
    const safe = work
      .catch((error) => connection.console.error(describeError(error)))
      .finally(() => running.delete(safe));
    running.add(safe);
  };
  const settled = async () => {
    while (running.size > 0) await Promise.all(running);
    for (const session of workspace.sessions) await session.settled();
    if (running.size > 0) await settled();
  };

  const discover = oneAtATime(async () => {
    loading = true;
    tellStatus();
    const opened = await workspace.discover(folders);
    for (const document of documents.all()) {
      const found = find(document.uri);
      if (found && opened.includes(found.session)) found.session.show(found.path, document.getText());
    }
    loading = false;
    publisher.forget((uri) => {
      const found = find(uri);
      return found?.session.project.files.has(found.path) ?? false;
    });
    firstLook.resolve();
    tellStatus();
    changed.now();
    if (trusted) for (const session of opened) await refreshBase(session, warn);
  });
  const refreshBases = oneAtATime(async () => {
    if (trusted) for (const session of workspace.sessions) await refreshBase(session, warn);
  });
  const refreshResults = oneAtATime(async () => {
    for (const session of workspace.sessions) await session.refreshResults();
  });

  const followFolders = ({ added, removed }: WorkspaceFoldersChangeEvent) => {
    const gone = new Set(removed.map(({ uri }) => pathOfUri(uri)));
    folders = [...folders.filter((folder) => !gone.has(folder)), ...added.flatMap(({ uri }) => pathOfUri(uri) ?? [])];
    safely(discover());
  };

  connection.onInitialize(({ workspaceFolders, rootUri, initializationOptions, capabilities }): InitializeResult => {
    followsFolders = capabilities.workspace?.workspaceFolders === true;
    const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri]);
    folders = uris.flatMap((uri) => pathOfUri(uri) ?? []);
    trusted = (initializationOptions as StartOptions | undefined)?.trusted ?? false;
    return { serverInfo: { name: 'plumbline' }, capabilities: CAPABILITIES };
  });
  connection.onInitialized(() => {
    // An editor that cannot watch files still works; changes from outside are then seen when a file is opened.
    connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers: [...WATCHERS] })
      .catch(() => undefined);
    if (followsFolders) connection.workspace.onDidChangeWorkspaceFolders(followFolders);
    safely(discover().finally(firstLook.resolve));
  });

  connection.onDidOpenTextDocument((params) => {
    const document = documents.open(params);
    const found = find(document.uri);
    found?.session.show(found.path, document.getText());
  });
  connection.onDidChangeTextDocument((params) => {
    const change = documents.change(params);
    const found = change && find(change.document.uri);
    if (change === undefined || found === undefined) return;
    const { document, edits } = change;
    if (edits === undefined) found.session.show(found.path, document.getText());
    else found.session.edit(found.path, edits, () => document.getText());
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    safely(
      textOnDisk(uri).then((text) => {
        const found = documents.get(uri) === undefined ? find(uri) : undefined;
        found?.session.hide(found.path, text);
      }),
    );
  });

  watchFiles(connection, workspace, { discover, refreshBases, refreshResults, tellLive, safely });
  connection.onNotification(RAN, () => safely(refreshResults()));
  answerFeatures(connection, documents, find, () => workspace.sessions);
  answerRequests(connection, find, { sessions: () => workspace.sessions, loaded: firstLook.promise, settled });
  connection.onShutdown(() => {
    changed.dispose();
    workspace.dispose();
  });
  connection.listen();
}
