import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  PublishDiagnosticsNotification,
  type Range,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { STATUS, type Status } from '../core/views/requests.ts';

const SERVER = path.resolve(import.meta.dirname, '../dist/server.js');

/** An editor on a project, as far as a stopwatch needs one. */
export type Editor = Awaited<ReturnType<typeof startEditor>>;

/** Starts the server as VS Code does, and waits until the project is loaded. */
export async function startEditor(root: string) {
  const child = fork(SERVER, ['--node-ipc'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  const uriOf = (file: string) => pathToFileURL(path.join(root, file)).href;
  const open = new Map<string, TextDocument>();
  let listener: (uri: string) => void = () => {};
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri }) => listener(uri));
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { workspace: { workspaceFolders: true } },
    workspaceFolders: [{ uri: pathToFileURL(root).href, name: 'large' }],
    initializationOptions: { trusted: false },
  });
  const start = performance.now();
  const ready = new Promise<void>((resolve) => {
    connection.onNotification(STATUS, ({ state }: Status) => {
      if (state === 'ready') resolve();
    });
  });
  await connection.sendNotification('initialized', {});
  await ready;
  const loaded = performance.now() - start;

  const work = (): Promise<{ readonly filesChecked: number; readonly chunksParsed: number }> =>
    connection.sendRequest('plumbline/work', null);

  /** Sends a change and waits until so many files have new findings; in milliseconds, that of the file itself first. */
  async function change(file: string, range: Range, text: string, files = 1): Promise<readonly number[]> {
    const document = open.get(file);
    if (document === undefined) throw new Error(`${file} is not open`);
    TextDocument.update(document, [{ range, text }], document.version + 1);
    const textDocument = { uri: document.uri, version: document.version };
    const times: number[] = [];
    const sent = performance.now();
    const all = new Promise<void>((resolve) => {
      listener = (uri) => {
        if (times.length === 0 && uri !== document.uri) return;
        times.push(performance.now() - sent);
        if (times.length === files) resolve();
      };
    });
    void connection.sendNotification('textDocument/didChange', { textDocument, contentChanges: [{ range, text }] });
    await all;
    listener = () => {};
    return times;
  }

  return {
    /** Milliseconds from the start of loading to its end. */
    loaded,
    work,
    change,
    text: (file: string) => open.get(file)?.getText() ?? '',
    async show(file: string): Promise<TextDocument> {
      const text = readFileSync(path.join(root, file), 'utf8');
      const document = TextDocument.create(uriOf(file), 'plumbline', 1, text);
      open.set(file, document);
      const textDocument = { uri: document.uri, languageId: 'plumbline', version: 1, text };
      await connection.sendNotification('textDocument/didOpen', { textDocument });
      await work();
      return document;
    },
    async stop(): Promise<void> {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
    },
  };
}
