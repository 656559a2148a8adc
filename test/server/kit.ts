import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type CompletionItem,
  createProtocolConnection,
  type Diagnostic,
  FileChangeType,
  IPCMessageReader,
  IPCMessageWriter,
  type Position,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { writeFiles } from '../platform/folder-kit.ts';
import { expanded } from './snippet.ts';

const SERVER = path.resolve(import.meta.dirname, '../../dist/server.js');

/** A language server as an editor runs it: the bundle, in a process of its own, over a real connection. */
export interface Server {
  readonly connection: ProtocolConnection;
  /** Opens a folder with these files, each after a line `-- path --`. */
  project(files: string): Promise<ProjectInEditor>;
  /** Opens a folder that is there. */
  folder(root: string): Promise<ProjectInEditor>;
  stop(): Promise<void>;
}

/** What was done so far, after all that follows from the last change has been done. */
export interface Work {
  readonly filesChecked: number;
  readonly chunksParsed: number;
}

export interface StartOptions {
  readonly trusted?: boolean;
  readonly folders?: readonly string[];
}

export async function startServer({ trusted = true, folders = [] }: StartOptions = {}): Promise<Server> {
  if (!existsSync(SERVER)) throw new Error('dist/server.js is missing: run `npm run build`');
  const child = fork(SERVER, ['--node-ipc'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  return serverOn(connection, { trusted, folders }, async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    connection.dispose();
    assert.equal(await ended, 0, 'the server ends when it is told to');
  });
}

/** The editor's end of a connection. */
export async function serverOn(
  connection: ProtocolConnection,
  { trusted = true, folders = [] }: StartOptions,
  stop: () => Promise<void>,
): Promise<Server> {
  const findings = new Map<string, readonly Diagnostic[]>();
  const temporary: string[] = [];
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
    findings.set(uri, diagnostics);
  });
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } } },
    workspaceFolders: folders.map((root) => ({ uri: uriOf(root), name: root })),
    initializationOptions: { trusted },
  });
  await connection.sendNotification('initialized', {});

  const folder = async (root: string) => {
    const added = [{ uri: uriOf(root), name: root }];
    await connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added, removed: [] } });
    const project = projectIn(connection, root, findings);
    await project.work();
    return project;
  };
  return {
    connection,
    folder,
    async project(files) {
      const root = await realpath(await mkdtemp(path.join(tmpdir(), 'plumbline-server-')));
      temporary.push(root);
      await writeFiles(root, filesIn(files));
      return folder(root);
    },
    async stop() {
      await stop();
      for (const root of temporary) await rm(root, { recursive: true, force: true });
    },
  };
}

export type ProjectInEditor = ReturnType<typeof projectIn>;

/** One project, as somebody works in it. Places are marked by `|`. */
function projectIn(connection: ProtocolConnection, root: string, findings: ReadonlyMap<string, readonly Diagnostic[]>) {
  const open = new Map<string, TextDocument>();
  const uri = (file: string) => uriOf(path.join(root, file));
  const fileOf = (its: string) => path.relative(root, decodeURIComponent(new URL(its).pathname));
  const documentOf = (file: string) => open.get(file) ?? assert.fail(`${file} is not open`);
  const textOf = async (file: string) => open.get(file)?.getText() ?? readFile(path.join(root, file), 'utf8');
  const work = (): Promise<Work> => connection.sendRequest('plumbline/work', null);

  async function show(file: string, text?: string): Promise<void> {
    const now = text ?? (await readFile(path.join(root, file), 'utf8'));
    if (open.has(file)) return change(file, [{ text: now }]);
    open.set(file, TextDocument.create(uri(file), 'plumbline', 1, now));
    const textDocument = { uri: uri(file), languageId: 'plumbline', version: 1, text: now };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** Each change is about the text that the one before has left. */
  async function change(file: string, contentChanges: readonly { range?: Range; text: string }[]): Promise<void> {
    const document = documentOf(file);
    TextDocument.update(document, [...contentChanges] as never, document.version + 1);
    const textDocument = { uri: uri(file), version: document.version };
    await connection.sendNotification('textDocument/didChange', { textDocument, contentChanges: [...contentChanges] });
  }

  /** Opens a file with a text, and gives the place of its `|`. */
  async function place(file: string, marked: string) {
    const offset = marked.indexOf('|');
    assert(offset >= 0, 'a `|` marks the place');
    await show(file, marked.slice(0, offset) + marked.slice(offset + 1));
    return { textDocument: { uri: uri(file) }, position: documentOf(file).positionAt(offset) };
  }

  /** `file:line: text`, for places in answers. */
  async function inWords({ uri: its, range }: { uri: string; range: Range }): Promise<string> {
    const file = fileOf(its);
    const document = open.get(file) ?? TextDocument.create(its, '', 0, await textOf(file));
    return `${file}:${range.start.line + 1}: ${document.getText(range)}`;
  }

  async function completions(file: string, marked: string): Promise<readonly CompletionItem[]> {
    const items: CompletionItem[] = await connection.sendRequest('textDocument/completion', await place(file, marked));
    return items.sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
  }

  /** The texts of files after a change that the server asks for; what is not open is read from the disk. */
  async function edited(edit: WorkspaceEdit): Promise<Readonly<Record<string, string>>> {
    const after: Record<string, string> = {};
    const change = async (its: string, edits: readonly TextEdit[]) => {
      const file = fileOf(its);
      const text = after[file] ?? (await textOf(file));
      after[file] = TextDocument.applyEdits(TextDocument.create(its, '', 0, text), [...edits]);
    };
    for (const [its, edits] of Object.entries(edit.changes ?? {})) await change(its, edits);
    for (const part of edit.documentChanges ?? []) {
      if ('edits' in part) await change(part.textDocument.uri, part.edits as readonly TextEdit[]);
      else if (part.kind === 'create') after[fileOf(part.uri)] = '';
    }
    return after;
  }

  return {
    root,
    uri,
    show,
    change,
    place,
    inWords,
    completions,
    edited,
    work,
    text: (file: string) => documentOf(file).getText(),
    async hide(file: string): Promise<void> {
      open.delete(file);
      await connection.sendNotification('textDocument/didClose', { textDocument: { uri: uri(file) } });
    },
    /** Types a text over the one place where `at` stands. */
    async type(file: string, at: string, text: string): Promise<void> {
      const document = documentOf(file);
      const start = document.getText().indexOf(at);
      assert(start >= 0, `${at} is not in the text`);
      const range = { start: document.positionAt(start), end: document.positionAt(start + at.length) };
      await change(file, [{ range, text }]);
    },
    /** Tells what has happened on the disk. */
    async tell(changes: Readonly<Record<string, 'came' | 'changed' | 'went'>>): Promise<void> {
      const types = { came: FileChangeType.Created, changed: FileChangeType.Changed, went: FileChangeType.Deleted };
      await connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: Object.entries(changes).map(([file, type]) => ({ uri: uri(file), type: types[type] })),
      });
    },
    /** What the editor shows of a file once everything is checked: `line rule`. */
    async problems(file: string): Promise<readonly string[]> {
      await work();
      return (findings.get(uri(file)) ?? []).map(({ range, code }) => `${range.start.line + 1} ${code}`);
    },
    diagnostics: (file: string): readonly Diagnostic[] => findings.get(uri(file)) ?? [],
    /** What is proposed at a place, the first first. */
    async labels(file: string, marked: string): Promise<readonly string[]> {
      return (await completions(file, marked)).map(({ label }) => label);
    },
    /** The text after a proposal was taken: the cursor is where `|` is, other places to fill in are `_`. */
    async completed(file: string, marked: string, label: string): Promise<string> {
      const items = await completions(file, marked);
      const item = items.find((each) => each.label === label);
      if (item === undefined)
        assert.fail(`${label} is not proposed, but ${items.map((each) => each.label).join(', ')}`);
      return expanded(documentOf(file), documentOf(file).positionAt(marked.indexOf('|')), item);
    },
    /** Asks for something at a place. */
    async at<T>(method: string, file: string, marked: string, more: object = {}): Promise<T> {
      return connection.sendRequest(method, { ...(await place(file, marked)), ...more });
    },
    request: <T>(method: string, params: unknown): Promise<T> => connection.sendRequest(method, params),
    position: (file: string, offset: number): Position => documentOf(file).positionAt(offset),
  };
}

function uriOf(file: string): string {
  return pathToFileURL(file).href;
}

/** Files of a fixture, each after a line `-- path --`. */
export function filesIn(fixture: string): Readonly<Record<string, string>> {
  const parts = fixture.split(/^-- (\S+) --\n/m);
  const files: Record<string, string> = {};
  for (let at = 1; at < parts.length; at += 2) files[parts[at] ?? ''] = parts[at + 1] ?? '';
  return files;
}
