import * as vscode from 'vscode';
import type { Server } from './language-client.ts';
import { createTreeView } from './tree-view.ts';

export interface SideBar extends vscode.Disposable {
  refresh(): void;
}

/** The views of the side bar, and what their welcome pages and badges need to know. */
export function createSideBar(server: Server): SideBar {
  const featureStore = createTreeView(server, { id: 'plumbline.featureStore', request: 'plumbline/featureStore' });
  const views = [
    featureStore,
    createTreeView(server, {
      id: 'plumbline.modelRegistry',
      request: 'plumbline/modelRegistry',
      // Two versions are compared by selecting them.
      canSelectMany: true,
    }),
    createTreeView(server, { id: 'plumbline.deployments', request: 'plumbline/deployments', live: true }),
    createTreeView(server, { id: 'plumbline.runs', request: 'plumbline/runs' }),
  ];
  const listener = server.onStatus(({ state, suites }) => {
    // Which welcome an empty view shows.
    vscode.commands.executeCommand('setContext', 'plumbline.state', state);
    featureStore.badge =
      suites.failed === 0 ? undefined : { value: suites.failed, tooltip: `${suites.failed} failing suites` };
  });
  return {
    refresh() {
      for (const view of views) view.refresh();
    },
    dispose: () => vscode.Disposable.from(listener, ...views).dispose(),
  };
}
