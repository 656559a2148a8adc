import * as vscode from 'vscode';
import { tell } from './tell.ts';

/**
 * Nothing runs in a workspace that the user has not trusted. Commands stay where they are, and say why they do nothing;
 * from the moment of the grant on they work.
 */
export async function mayRun(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = 'Manage Workspace Trust';
  const answer = await tell.warning(
    'Plumbline runs nothing in a workspace that you have not trusted. Checking, completion and lineage work all the same.',
    manage,
  );
  if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}
