import path from 'node:path';
import * as vscode from 'vscode';
import { reportError } from '../report-error.ts';
import { mayRun } from '../trust.ts';
import type { Command } from './command.ts';
import { freeSuite } from './free-suite.ts';

/** Writes the accepted proposals of a kept profile as a suite of the project, and opens it. */
export const acceptProposals: Command = async ({ server, runs, log }, profile, suite, numbers) => {
  if (typeof profile !== 'string' || typeof suite !== 'string' || !Array.isArray(numbers) || numbers.length === 0)
    return;
  if (!(await mayRun())) return;
  const free = await freeSuite(server, suite);
  if (free === undefined) return;
  const options = [
    '--result',
    profile,
    '--accept',
    numbers.join(','),
    '--name',
    free.name,
    '--output',
    free.uri.fsPath,
  ];
  const { end } = await runs.withProgress(`Writing ${path.basename(free.uri.fsPath)}`, ['profile'], { options });
  if (end.kind === 'error') return reportError(log, 'The suite could not be written', end);
  if (end.kind === 'cancelled') return;
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(free.uri), { preview: false });
};
