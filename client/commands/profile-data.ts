import path from 'node:path';
import * as vscode from 'vscode';
import type { Server } from '../language-client.ts';
import { reportError } from '../report-error.ts';
import { readSubject, subjectOf } from '../subjects.ts';
import { mayRun } from '../trust.ts';
import type { Command } from './command.ts';

const DATA_FILES = ['parquet', 'csv', 'gz', 'json', 'jsonl', 'ndjson'];

/** Draws a readable suite from data, and opens it beside what is being edited; nothing is saved before the user does. */
export const profileData: Command = async (workbench, given) => {
  if (!(await mayRun())) return;
  const source = await sourceOf(workbench.server, given);
  if (source === undefined) return;
  const { end } = await workbench.runs.withProgress(`Profiling ${source.title}`, ['profile', source.name]);
  if (end.kind === 'error') return reportError(workbench.log, `${source.title} could not be profiled`, end);
  if (end.kind === 'cancelled') return;
  const { suite } = end.value as { readonly suite: string };
  await openDraft(suite, await draftUri(workbench.server, suite));
};

/** Shows text that is not saved yet, in a second column. */
async function openDraft(text: string, uri: vscode.Uri | undefined): Promise<void> {
  const document = await (uri === undefined
    ? vscode.workspace.openTextDocument({ language: 'plumbline', content: text })
    : vscode.workspace.openTextDocument(uri));
  const column = vscode.window.tabGroups.all.length > 1 ? vscode.ViewColumn.Two : vscode.ViewColumn.Beside;
  const editor = await vscode.window.showTextDocument(document, column);
  if (uri !== undefined) await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), text));
  editor.selection = new vscode.Selection(0, 0, 0, 0);
}

/** Where the suite is kept when the user saves it: beside the other suites, unless there is one of its name. */
async function draftUri(server: Server, suite: string): Promise<vscode.Uri | undefined> {
  const { root, suites } = await server.request('plumbline/subjects', null);
  const name = /^name: *([A-Za-z][\w-]*) *$/m.exec(suite)?.[1];
  if (root === null || name === undefined || suites.some((known) => known.name === name)) return undefined;
  const folder = suites[0] === undefined ? 'expectations' : path.dirname(suites[0].file);
  return vscode.Uri.file(path.join(root, folder, `${name}.expectations.yaml`)).with({ scheme: 'untitled' });
}

interface Source {
  /** What the command line takes. */
  readonly name: string;
  readonly title: string;
}

async function sourceOf(server: Server, given: unknown): Promise<Source | undefined> {
  if (given instanceof vscode.Uri && isDataFile(given)) return dataFile(given);
  if (given !== undefined) {
    const group = await subjectOf(server, given, { kinds: ['feature-group'], prompt: 'Feature group to profile' });
    return group && { name: group.name, title: group.name };
  }
  const { groups } = await server.request('plumbline/subjects', null);
  const file = { label: '$(folder-opened) A data file…', source: undefined };
  const items = groups.map(({ id, detail }) => {
    const { name } = readSubject(id);
    return { label: name, description: detail, source: { name, title: name } };
  });
  const answer = await vscode.window.showQuickPick([...items, file], { placeHolder: 'Draw a suite from the data of' });
  return answer === undefined ? undefined : (answer.source ?? pickFile());
}

async function pickFile(): Promise<Source | undefined> {
  const [file] = (await vscode.window.showOpenDialog({ filters: { Data: DATA_FILES }, openLabel: 'Profile' })) ?? [];
  return file && dataFile(file);
}

const dataFile = ({ fsPath }: vscode.Uri): Source => ({ name: fsPath, title: path.basename(fsPath) });
const isDataFile = ({ fsPath }: vscode.Uri) => DATA_FILES.includes(path.extname(fsPath).slice(1).toLowerCase());
