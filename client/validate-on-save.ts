import * as vscode from 'vscode';
import { COMMANDS } from '../core/views/requests.ts';
import type { Server } from './language-client.ts';
import { settings } from './settings.ts';

/** Judges the data again when a suite is saved, where the user has asked for it and trusts the workspace. */
export function validateOnSave(server: Server): vscode.Disposable {
  return vscode.workspace.onDidSaveTextDocument(async ({ uri }) => {
    if (!settings.validateOnSave() || !vscode.workspace.isTrusted || uri.scheme !== 'file') return;
    const subject = await server.request('plumbline/subjectAt', { uri: uri.toString() });
    if (subject?.kind === 'expectation-suite') await vscode.commands.executeCommand(COMMANDS.validate, subject.id);
  });
}
