import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { reportError } from '../report-error.ts';
import { readSubject } from '../subjects.ts';
import { tell } from '../tell.ts';
import { mayRun } from '../trust.ts';
import type { Command } from './command.ts';

/** An editor is for looking at rows, not for all of them. */
const MOST_ROWS = '1000';

/** Shows the rows of a feature group as a commit left them, as text that is not saved. */
export const readCommit: Command = async ({ runs, log }, given) => {
  if (!(await mayRun())) return;
  const commit =
    typeof given === 'object' && given !== null && 'subject' in given ? String(given.subject) : String(given);
  const [group = '', instant] = readSubject(commit).name.split('/');
  if (instant === undefined)
    return void tell.information('Choose a commit below a feature group in the Feature Store.');
  const folder = await mkdtemp(path.join(tmpdir(), 'plumbline-rows-'));
  try {
    const file = path.join(folder, 'rows.csv');
    const title = `Reading ${group} as of ${instant}`;
    const options = ['--as-of', instant, '--limit', MOST_ROWS, '--output', file];
    const { end } = await runs.withProgress(title, ['read', group], { options });
    if (end.kind === 'error') return reportError(log, `${title} did not work`, end);
    if (end.kind !== 'result') return;
    const content = await readFile(file, 'utf8');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language: 'csv' }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
