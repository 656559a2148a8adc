import path from 'node:path';
import * as vscode from 'vscode';
import type { Server } from '../language-client.ts';

export interface FreeSuite {
  readonly name: string;
  readonly uri: vscode.Uri;
}

/** Where a new suite may stand: beside the others, under a name that none of them has. Undefined without a project. */
export async function freeSuite(server: Server, wanted: string): Promise<FreeSuite | undefined> {
  const { root, suites } = await server.request('plumbline/subjects', null);
  if (root === null) return undefined;
  const folder = path.join(root, suites[0] === undefined ? 'expectations' : path.dirname(suites[0].file));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}_${number}`;
    const uri = vscode.Uri.file(path.join(folder, `${name}.expectations.yaml`));
    if (suites.some((known) => known.name === name) || (await isTaken(uri))) continue;
    return { name, uri };
  }
}

/** Whether there is a file, or a draft of it. */
async function isTaken(file: vscode.Uri): Promise<boolean> {
  if (vscode.workspace.textDocuments.some(({ uri }) => uri.path === file.path)) return true;
  return vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}
