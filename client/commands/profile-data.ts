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
  await openDraft(await draftOf(workbench.server, suite));
};

interface Draft {
  readonly text: string;
  /** Where it is kept when the user saves it. */
  readonly uri?: vscode.Uri;
}

/** Shows text that is not saved yet, in a second column. */
async function openDraft({ text, uri }: Draft): Promise<void> {
  const document = await (uri === undefined
    ? vscode.workspace.openTextDocument({ language: 'plumbline', content: text })
    : vscode.workspace.openTextDocument(uri));
  const column = vscode.window.tabGroups.all.length > 1 ? vscode.ViewColumn.Two : vscode.ViewColumn.Beside;
  const editor = await vscode.window.showTextDocument(document, column);
  if (uri !== undefined) await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), text));
  editor.selection = new vscode.Selection(0, 0, 0, 0);
}

const NAME = /^name: *([A-Za-z][\w-]*) *$/m;

/** A suite is drafted beside the other suites, under a name that none of them has. */
async function draftOf(server: Server, suite: string): Promise<Draft> {
  const { root, suites } = await server.request('plumbline/subjects', null);
  const name = NAME.exec(suite)?.[1];
  if (root === null || name === undefined) return { text: suite };
  const folder = path.join(root, suites[0] === undefined ? 'expectations' : path.dirname(suites[0].file));
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? name : `${name}_${number}`;
    const file = vscode.Uri.file(path.join(folder, `${free}.expectations.yaml`));
    if (suites.some((known) => known.name === free) || (await isTaken(file))) continue;
    return { text: suite.replace(NAME, `name: ${free}`), uri: file.with({ scheme: 'untitled' }) };
  }
}

/** Whether there is a file, or another draft of it. */
async function isTaken(file: vscode.Uri): Promise<boolean> {
  if (vscode.workspace.textDocuments.some(({ uri }) => uri.path === file.path)) return true;
  return vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
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
