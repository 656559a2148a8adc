import * as vscode from 'vscode';
import { registerCommands } from './commands/all-commands.ts';
import { startServer } from './language-client.ts';
import { createPages } from './pages/open-pages.ts';
import { createRuns } from './runs.ts';
import { createServing } from './serving.ts';
import { createSideBar } from './side-bar.ts';
import { createStatusBar } from './status-bar.ts';
import { provideTasks } from './tasks.ts';
import { createTestView } from './testing/test-view.ts';
import { validateOnSave } from './validate-on-save.ts';
import type { Workbench } from './workbench.ts';

/** Puts the parts together. Each cleans up after itself when the extension is deactivated. */
export function activate(context: vscode.ExtensionContext): void {
  const file = (name: string) => vscode.Uri.joinPath(context.extensionUri, 'dist', name).fsPath;
  const log = vscode.window.createOutputChannel('Plumbline', { log: true });
  const server = startServer(file('server.js'), log);
  const runs = createRuns(file('cli.js'), server, log);
  const pages = createPages(context.extensionUri, server);
  const sideBar = createSideBar(server);
  const serving = createServing(runs, log);
  const tests = createTestView(server, runs);
  const refresh = () => {
    sideBar.refresh();
    tests.refresh();
  };
  const workbench: Workbench = { log, server, runs, serving, pages, refresh };
  context.subscriptions.push(
    log,
    runs,
    pages,
    sideBar,
    serving,
    tests,
    registerCommands(workbench),
    createStatusBar(server),
    provideTasks(runs.script, server),
    validateOnSave(server),
    server,
  );
}
