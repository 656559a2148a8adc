import * as vscode from 'vscode';
import type { Subject } from '../../core/views/requests.ts';

/** The group of the tree row that the command was started from, else the one that the user picks. */
export async function pickGroup(
  groups: readonly Subject[],
  given: unknown,
  placeHolder: string,
): Promise<Subject | undefined> {
  const id = typeof given === 'object' && given !== null && 'subject' in given ? given.subject : given;
  const named = groups.find((group) => group.id === id);
  if (named !== undefined) return named;
  const items = groups.map((group) => ({ label: group.name, description: group.detail, group }));
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.group;
}
