import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { HostMessage, Page, PageMessage } from '../../core/views/messages.ts';
import { COMMANDS } from '../../core/views/requests.ts';
import type { Server } from '../language-client.ts';
import { isInProject, openFile } from '../open-file.ts';
import { tell } from '../tell.ts';
import { pageHtml } from './page-html.ts';

/** One kind of page: what it is called, and how its view model is asked for. */
export interface PageKind<State> {
  readonly viewType: string;
  /** Name of its script and style sheet in dist/webviews. */
  readonly name: string;
  /** The same for panels that show the same. */
  readonly key: (state: State) => string;
  readonly title: (state: State, page: Page | null) => string;
  readonly load: (server: Server, state: State) => Promise<Page | null>;
  /** Said when the server has nothing to show. */
  readonly nothing: (state: State) => string;
  /** Drawn again as well when the figures of something that serves have changed. */
  readonly live?: boolean;
}

/** Fills a panel with a page, and keeps it up to date until it is closed. */
export function fillPanel<State>(
  panel: vscode.WebviewPanel,
  kind: PageKind<State>,
  state: State,
  assets: vscode.Uri,
  server: Server,
): void {
  const { webview } = panel;
  const asset = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(assets, file)).toString();
  let shown = '';

  async function send(): Promise<void> {
    const page = await kind.load(server, state);
    // After a restart of the editor the project may not be read yet; and what has been shown stays.
    if (page === null) return;
    panel.title = kind.title(state, page);
    const text = JSON.stringify(page);
    if (text === shown) return;
    shown = text;
    await webview.postMessage({ type: 'page', page } satisfies HostMessage);
  }
  const update = () => void send().catch(() => undefined);

  const listeners = [
    webview.onDidReceiveMessage((message: PageMessage) => {
      if (message.type === 'ready') shown = '';
      return message.type === 'ready' ? update() : obey(message, server);
    }),
    server.onChanged(update),
    ...(kind.live
      ? [server.onLive(() => panel.visible && update()), every(LOOK_AGAIN_MS, () => panel.visible && update())]
      : []),
  ];
  panel.onDidDispose(() => vscode.Disposable.from(...listeners).dispose());
  webview.options = { enableScripts: true, localResourceRoots: [assets] };
  webview.html = pageHtml({
    title: kind.title(state, null),
    script: asset(`${kind.name}.js`),
    styles: [asset('codicon.css'), asset(`${kind.name}.css`)],
    source: webview.cspSource,
    nonce: randomBytes(16).toString('base64url'),
    state,
  });
}

/** A watcher of files may miss the last of many changes; what is looked at must not stand still for that. */
const LOOK_AGAIN_MS = 2000;

function every(ms: number, work: () => void): vscode.Disposable {
  const timer = setInterval(work, ms);
  return new vscode.Disposable(() => clearInterval(timer));
}

/** Does what a page asks for; a page does nothing itself. */
async function obey(message: Exclude<PageMessage, { type: 'ready' }>, server: Server): Promise<void> {
  switch (message.type) {
    case 'open': {
      const root = await server.root();
      if (root !== null && isInProject(root, message.file)) return openFile(root, message, true);
      return void tell.warning(`${message.file} is not a file of the project, so it is not opened.`);
    }
    case 'validate':
      return vscode.commands.executeCommand(COMMANDS.validate, message.suite);
    case 'lineage':
      return vscode.commands.executeCommand(COMMANDS.showLineage, message.asset);
    case 'compare': {
      const version = (number: number) => `model-version:${message.model}@${number}`;
      return vscode.commands.executeCommand(COMMANDS.compareVersions, version(message.left), version(message.right));
    }
    case 'rollout':
      return vscode.commands.executeCommand(COMMANDS[message.action], `deployment:${message.deployment}`);
    case 'deploy':
      return vscode.commands.executeCommand(COMMANDS.deploy, `deployment:${message.deployment}`);
    case 'serve':
      return vscode.commands.executeCommand(COMMANDS.startServing, `deployment:${message.deployment}`);
    case 'accept':
      return vscode.commands.executeCommand(COMMANDS.acceptProposals, message.profile, message.suite, message.numbers);
    case 'monitor':
      return vscode.commands.executeCommand(COMMANDS.detectDrift, `monitor:${message.monitor}`);
  }
}
