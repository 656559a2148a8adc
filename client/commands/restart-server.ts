import * as vscode from 'vscode';
import type { Command } from './command.ts';

export const restartServer: Command = async ({ server }) => {
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: 'Restarting the Plumbline language server' },
    () => server.restart(),
  );
};
