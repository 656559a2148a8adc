import path from 'node:path';
import * as vscode from 'vscode';
import type { Server } from '../language-client.ts';
import { reportError } from '../report-error.ts';
import { readSubject, subjectOf } from '../subjects.ts';
import { mayRun } from '../trust.ts';
import type { Command } from './command.ts';

const DATA_FILES = ['parquet', 'csv', 'gz', 'json', 'jsonl', 'ndjson'];

/**
 * Looks at data, and opens the page on which each proposal is accepted or not. Outside a project nothing is kept: there
 * the whole suite opens as a draft, and nothing is saved before the user does.
 */
export const profileData: Command = async (workbench, given) => {
  if (!(await mayRun())) return;
  const source = await sourceOf(workbench.server, given);
  if (source === undefined) return;
  const { end } = await workbench.runs.withProgress(`Profiling ${source.title}`, ['profile', source.name]);
  if (end.kind === 'error') return reportError(workbench.log, `${source.title} could not be profiled`, end);
  if (end.kind === 'cancelled') return;
  const { suite, result } = end.value as { readonly suite: string; readonly result?: string };
  if (result !== undefined) return workbench.pages.openProfile(result);
  const draft = await vscode.workspace.openTextDocument({ language: 'plumbline', content: suite });
  await vscode.window.showTextDocument(draft, vscode.ViewColumn.Beside);
};

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
