import * as vscode from 'vscode';
import { LanguageClient, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import { CHANGED, LIVE, RAN, type Requests, STATUS, type StartOptions, type Status } from '../core/views/requests.ts';
import { settings } from './settings.ts';

/** The language server, as the rest of the client sees it. */
export interface Server extends vscode.Disposable {
  request<M extends keyof Requests>(method: M, params: Requests[M]['params']): Promise<Requests[M]['result']>;
  /** Folder of the project; null while there is none. */
  root(): Promise<string | null>;
  /** Trees, tests or results may have changed. */
  readonly onChanged: vscode.Event<void>;
  /** The figures of something that serves have changed. */
  readonly onLive: vscode.Event<void>;
  readonly onStatus: vscode.Event<Status>;
  /** Tells the server that a run has begun or ended, so that it reads the registry again. */
  ran(): void;
  restart(): Promise<void>;
}

/** Files the server may have something to say about; it looks itself which JSON files are suites. */
const DOCUMENTS = [
  { scheme: 'file', language: 'plumbline' },
  { scheme: 'file', language: 'json' },
  { scheme: 'file', language: 'python' },
];

const QUIET_MS = 150;

/** Starts the server in a process of its own. It is asked for things at once: requests wait until it is there. */
export function startServer(module: string, log: vscode.LogOutputChannel): Server {
  const changed = new vscode.EventEmitter<void>();
  const live = new vscode.EventEmitter<void>();
  const status = new vscode.EventEmitter<Status>();
  const startOptions = (): StartOptions => ({ trusted: vscode.workspace.isTrusted });
  const client = new LanguageClient(
    'plumbline',
    'Plumbline Language Server',
    { module, transport: TransportKind.ipc },
    {
      documentSelector: DOCUMENTS,
      outputChannel: log,
      // A request that fails is in the log; a message box for each would be in the way of typing.
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: startOptions,
      middleware: {
        provideCodeLenses: (document, token, next) => (settings.codeLens() ? next(document, token) : []),
      },
    },
  );
  // While somebody types this comes with every key; trees and tests are drawn when it has been quiet for a moment.
  let pause: NodeJS.Timeout | undefined;
  client.onNotification(CHANGED, () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      changed.fire();
      // What stands above a definition tells of versions, rollouts and results, too.
      askForCodeLensesAgain(client);
    }, QUIET_MS);
  });
  client.onNotification(LIVE, () => live.fire());
  client.onNotification(STATUS, (now: Status) => status.fire(now));
  client.start().catch((error: Error) => log.error(`the language server did not start: ${error.message}`));

  // A request waits while the server starts.
  const request: Server['request'] = (method, params) => client.sendRequest(method, params);
  const restart = async () => {
    await client.restart();
    changed.fire();
  };
  const listeners = [
    // What the server may do depends on trust, and it is told so when it starts.
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('plumbline.codeLens')) askForCodeLensesAgain(client);
    }),
    vscode.tasks.onDidEndTaskProcess(({ execution }) => {
      if (execution.task.definition.type === 'plumbline') showFindingsAgain(client);
    }),
    changed,
    live,
    status,
    { dispose: () => clearTimeout(pause) },
  ];

  return {
    request,
    root: async () => (await request('plumbline/subjects', null)).root,
    onChanged: changed.event,
    onLive: live.event,
    onStatus: status.event,
    ran: () => void client.sendNotification(RAN).catch(() => undefined),
    restart,
    dispose() {
      for (const listener of listeners) listener.dispose();
      void client.dispose().catch(() => undefined);
    },
  };
}

function askForCodeLensesAgain(client: LanguageClient): void {
  const lenses = client.getFeature('textDocument/codeLens');
  for (const { document } of vscode.window.visibleTextEditors) {
    lenses?.getProvider(document)?.onDidChangeCodeLensEmitter.fire();
  }
}

/** The problem matcher of a task puts what it reads, which is less, in the place of what the server has found. */
function showFindingsAgain({ diagnostics }: LanguageClient): void {
  diagnostics?.forEach((uri, found) => {
    diagnostics.set(uri, found);
  });
}
