import * as vscode from 'vscode';
import type { TreeNode } from '../core/views/tree.ts';
import type { Server } from './language-client.ts';
import { toRange, uriOf } from './open-file.ts';

const COLOURS: Readonly<Record<NonNullable<TreeNode['state']>, string | undefined>> = {
  passed: 'testing.iconPassed',
  failed: 'testing.iconFailed',
  warning: 'list.warningForeground',
  running: undefined,
  unknown: undefined,
};

export interface SideBarView extends vscode.Disposable {
  refresh(): void;
  badge: vscode.ViewBadge | undefined;
}

export interface TreeViewOptions {
  /** Of the view, in the manifest. */
  readonly id: string;
  /** Answers the rows. */
  readonly request: TreeRequest;
  /** Asked again as well when the figures of something that serves have changed. */
  readonly live?: boolean;
  readonly canSelectMany?: boolean;
}

type TreeRequest = 'plumbline/featureStore' | 'plumbline/modelRegistry' | 'plumbline/deployments' | 'plumbline/runs';

/** A tree in the side bar. The server builds it, this only draws it. */
export function createTreeView(server: Server, { id, request, live, canSelectMany }: TreeViewOptions): SideBarView {
  const changed = new vscode.EventEmitter<void>();
  let root: string | null = null;
  const view = vscode.window.createTreeView<TreeNode>(id, {
    showCollapseAll: true,
    canSelectMany: canSelectMany ?? false,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: (node) => treeItem(node, root),
      async getChildren(node) {
        if (node !== undefined) return [...(node.children ?? [])];
        root = await server.root();
        return root === null ? [] : [...(await server.request(request, null))];
      },
    },
  });
  const listeners = [
    server.onChanged(() => changed.fire()),
    ...(live ? [server.onLive(() => view.visible && changed.fire())] : []),
  ];
  return {
    refresh: () => changed.fire(),
    get badge() {
      return view.badge;
    },
    set badge(badge) {
      view.badge = badge;
    },
    dispose: () => vscode.Disposable.from(view, changed, ...listeners).dispose(),
  };
}

function treeItem(node: TreeNode, root: string | null): vscode.TreeItem {
  const item = new vscode.TreeItem(node.label, collapsible(node));
  // A row that once had nothing below it stays folded as long as it is the same row.
  item.id = (node.children ?? []).length === 0 ? `${node.id} alone` : node.id;
  item.description = node.description;
  item.tooltip = node.tooltip === undefined ? undefined : new vscode.MarkdownString(node.tooltip);
  item.contextValue = node.context;
  item.iconPath = icon(node);
  if (node.target !== undefined) {
    const selection = toRange(node.target.range);
    const title = 'Open Definition';
    item.command = { command: 'vscode.open', title, arguments: [uriOf(root, node.target.file), { selection }] };
  }
  return item;
}

function icon({ icon, state }: TreeNode): vscode.ThemeIcon {
  const colour = state && COLOURS[state];
  return new vscode.ThemeIcon(
    state === 'running' ? 'loading~spin' : icon,
    colour === undefined ? undefined : new vscode.ThemeColor(colour),
  );
}

function collapsible({ children = [], expanded }: TreeNode): vscode.TreeItemCollapsibleState {
  if (children.length === 0) return vscode.TreeItemCollapsibleState.None;
  return expanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}
