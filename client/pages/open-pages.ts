import * as vscode from 'vscode';
import type { Server } from '../language-client.ts';
import { tell } from '../tell.ts';
import { COMPARISON, type ComparisonState } from './comparison.ts';
import { DRIFT, type DriftState } from './drift.ts';
import { LINEAGE } from './lineage.ts';
import { fillPanel, type PageKind } from './page-panel.ts';
import { PROFILE } from './profile.ts';
import { ROLLOUT } from './rollout.ts';
import { VALIDATION, type ValidationState } from './validation.ts';

/** Pages in the editor area: a page that is open already comes to the front. */
export interface Pages extends vscode.Disposable {
  openValidation(state: ValidationState): Promise<void>;
  openLineage(asset: string): Promise<void>;
  openComparison(state: ComparisonState): Promise<void>;
  openRollout(deployment: string): Promise<void>;
  openDrift(state: DriftState): Promise<void>;
  openProfile(result: string): Promise<void>;
}

export function createPages(extension: vscode.Uri, server: Server): Pages {
  const validation = pagesOf(VALIDATION, extension, server);
  const lineage = pagesOf(LINEAGE, extension, server);
  const comparison = pagesOf(COMPARISON, extension, server);
  const rollout = pagesOf(ROLLOUT, extension, server);
  const drift = pagesOf(DRIFT, extension, server);
  const profile = pagesOf(PROFILE, extension, server);
  return {
    openValidation: validation.open,
    openLineage: (asset) => lineage.open({ asset }),
    openComparison: comparison.open,
    openRollout: (deployment) => rollout.open({ deployment }),
    openDrift: drift.open,
    openProfile: (result) => profile.open({ result }),
    dispose: () => vscode.Disposable.from(validation, lineage, comparison, rollout, drift, profile).dispose(),
  };
}

function pagesOf<State>(kind: PageKind<State>, extension: vscode.Uri, server: Server) {
  const assets = vscode.Uri.joinPath(extension, 'dist', 'webviews');
  const panels = new Map<string, vscode.WebviewPanel>();

  function adopt(panel: vscode.WebviewPanel, state: State): void {
    const key = kind.key(state);
    panels.set(key, panel);
    panel.iconPath = vscode.Uri.joinPath(extension, 'media', 'icon.svg');
    panel.onDidDispose(() => panels.delete(key));
    fillPanel(panel, kind, state, assets, server);
  }

  // After a restart of the editor the pages that were open open again.
  const serializer = vscode.window.registerWebviewPanelSerializer(kind.viewType, {
    async deserializeWebviewPanel(panel, state: State | undefined) {
      if (state === undefined) panel.dispose();
      else adopt(panel, state);
    },
  });

  return {
    async open(state: State): Promise<void> {
      const open = panels.get(kind.key(state));
      if (open !== undefined) return open.reveal();
      if ((await kind.load(server, state)) === null) {
        return void tell.information(kind.nothing(state));
      }
      const title = kind.title(state, null);
      adopt(vscode.window.createWebviewPanel(kind.viewType, title, vscode.ViewColumn.Active), state);
    },
    dispose() {
      serializer.dispose();
      for (const panel of panels.values()) panel.dispose();
    },
  };
}
