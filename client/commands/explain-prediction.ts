import * as vscode from 'vscode';
import { reportError } from '../report-error.ts';
import { mayRun } from '../trust.ts';
import type { Command } from './command.ts';

/** An id as answers and the log give it. */
const ID = /^[0-9a-z]{26}$/;

/** Asks for the id of a logged prediction, and draws where it came from. */
export const explainPrediction: Command = async ({ runs, pages, log }, given) => {
  if (!(await mayRun())) return;
  const id = typeof given === 'string' ? given : await askForId();
  if (id === undefined) return;
  const { end } = await runs.withProgress('Explaining the prediction', ['explain', id]);
  if (end.kind === 'error') return reportError(log, 'The prediction cannot be explained', end);
  if (end.kind === 'result') await pages.openLineage(`prediction:${id}`);
};

/** The id is likely to have been copied from an answer. */
async function askForId(): Promise<string | undefined> {
  const copied = (await vscode.env.clipboard.readText()).trim();
  const id = await vscode.window.showInputBox({
    title: 'Explain Prediction',
    prompt: 'Its id, as the answer to the request told it: `prediction_ids` under `parameters`',
    ...(ID.test(copied) ? { value: copied } : {}),
    validateInput: (text) => (ID.test(text.trim()) ? undefined : 'An id has 26 digits and small letters'),
  });
  return id?.trim();
}
