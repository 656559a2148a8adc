import path from 'node:path';
import * as vscode from 'vscode';
import type { Range } from '../core/views/position.ts';

/** A place in the project, as the server names it: files are absolute, or relative to the project's root. */
export interface Place {
  readonly file: string;
  readonly range?: Range | undefined;
}

export function uriOf(root: string | null, file: string): vscode.Uri {
  return vscode.Uri.file(path.isAbsolute(file) || root === null ? file : path.join(root, file));
}

/** False for what lies outside the project: what a page shows may say anything, and names no files elsewhere. */
export function isInProject(root: string, file: string): boolean {
  const way = path.relative(root, path.resolve(root, file));
  return way !== '' && way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

export async function openFile(root: string | null, { file, range }: Place, beside = false): Promise<void> {
  const selection = range === undefined ? undefined : toRange(range);
  const column = beside ? otherColumn() : vscode.ViewColumn.Active;
  await vscode.window.showTextDocument(uriOf(root, file), { ...(selection && { selection }), viewColumn: column });
}

export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** From a page, definitions open in the column that shows text already, else beside it. */
function otherColumn(): vscode.ViewColumn {
  return (
    vscode.window.visibleTextEditors.find((editor) => editor.viewColumn !== undefined)?.viewColumn ??
    vscode.ViewColumn.Beside
  );
}
