import path from 'node:path';
import * as vscode from 'vscode';
import type { Subject } from '../../core/views/requests.ts';
import { uriOf } from '../open-file.ts';
import { fill } from '../templates/template.ts';

export interface NewDefinition {
  /** `feature group`, for questions. */
  readonly kind: string;
  /** `.feature-group.yaml`. */
  readonly suffix: string;
  /** Folder below the project's root for the first of its kind; the next ones go beside it. */
  readonly folder: string;
  readonly root: string | null;
  readonly siblings: readonly Subject[];
  readonly suggestion?: string;
  readonly template: (name: string) => string;
}

/** Asks for a name, creates the file from its template and opens it with the cursor where writing goes on. */
export async function createDefinition(definition: NewDefinition): Promise<void> {
  const root = definition.root ?? vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (root === undefined) {
    await vscode.commands.executeCommand('workbench.action.files.openFolder');
    return;
  }
  const name = await askName(definition);
  if (name === undefined) return;
  const uri = vscode.Uri.joinPath(folderFor(definition, root), `${name}${definition.suffix}`);
  const { text, start, end } = fill(definition.template(name));
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { contents: new TextEncoder().encode(text) });
  const created = await vscode.workspace.applyEdit(edit);
  if (!created) throw new Error(`${vscode.workspace.asRelativePath(uri)} is there already, or cannot be written.`);
  const document = await vscode.workspace.openTextDocument(uri);
  const selection = new vscode.Range(document.positionAt(start), document.positionAt(end));
  await vscode.window.showTextDocument(document, { selection });
}

/** What is wrong with a name, or undefined. Names become file names, SQL and Avro identifiers. */
export function nameProblem(name: string, taken: readonly string[], kind: string): string | undefined {
  if (name === '') return `Give the ${kind} a name.`;
  if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(name)) return 'Letters, digits, _ and -, with a letter first.';
  if (taken.includes(name)) return `There is a ${kind} of this name already.`;
  return undefined;
}

async function askName({ kind, siblings, suggestion }: NewDefinition): Promise<string | undefined> {
  const taken = siblings.map(({ name }) => name.replace(/@.*$/, ''));
  return vscode.window.showInputBox({
    title: `New ${kind}`,
    prompt: `Name of the ${kind}`,
    value: suggestion !== undefined && taken.includes(suggestion) ? undefined : suggestion,
    validateInput: (name) => nameProblem(name, taken, kind),
  });
}

function folderFor({ siblings, folder, root }: NewDefinition, projectRoot: string): vscode.Uri {
  const [first] = siblings;
  if (first === undefined) return vscode.Uri.file(path.join(projectRoot, folder));
  return vscode.Uri.file(path.dirname(uriOf(root, first.file).fsPath));
}
