import * as vscode from 'vscode';
import { openFile } from '../open-file.ts';
import { reportError } from '../report-error.ts';
import { mayRun } from '../trust.ts';
import type { Command } from './command.ts';

/** Makes a folder of the workspace a Plumbline project, and opens its plumbline.yaml. */
export const initialiseProject: Command = async ({ runs, log, refresh }) => {
  if (!(await mayRun())) return;
  const folder = await folderOf();
  if (folder === undefined) return;
  const { end } = await runs.withProgress(`Making ${folder.name} a Plumbline project`, ['init'], {
    folder: folder.uri.fsPath,
  });
  if (end.kind === 'error') return reportError(log, 'The project was not made', end);
  if (end.kind === 'cancelled') return;
  refresh();
  await openFile(folder.uri.fsPath, { file: 'plumbline.yaml' });
};

async function folderOf(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) return vscode.window.showWorkspaceFolderPick({ placeHolder: 'Folder of the project' });
  if (folders[0] === undefined) await vscode.commands.executeCommand('workbench.action.files.openFolder');
  return folders[0];
}
