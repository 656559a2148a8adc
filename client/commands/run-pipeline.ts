import * as vscode from 'vscode';
import { reportError } from '../report-error.ts';
import { subjectOf } from '../subjects.ts';
import { mayRun } from '../trust.ts';
import { suitesOf, tellOutcome } from '../validation-outcome.ts';
import type { Command } from './command.ts';

const QUESTION = { kinds: ['pipeline'], prompt: 'Pipeline to run' };

/** Runs a pipeline between its validated inputs and outputs. */
export const runPipeline: Command = async (workbench, given) => {
  if (!(await mayRun())) return;
  const pipeline = await subjectOf(workbench.server, given, QUESTION);
  if (pipeline === undefined) return;
  const end = await workbench.runs.withProgress(`Running ${pipeline.name}`, ['run', pipeline.name]);
  switch (end.kind) {
    case 'error':
      return reportError(workbench.log, `${pipeline.name} did not run`, end);
    case 'cancelled':
      return void vscode.window.showInformationMessage(
        `${pipeline.name} was cancelled. Everything is as it was before.`,
      );
    case 'result': {
      const suites = suitesOf(end.value);
      const lead = `${pipeline.name} ${end.success ? 'finished' : 'failed'}. `;
      if (suites.length > 0) return tellOutcome(workbench, suites, lead);
      return tellEnd(workbench.log, lead.trim(), end.success);
    }
  }
};

async function tellEnd(log: vscode.LogOutputChannel, text: string, success: boolean): Promise<void> {
  const output = 'Show Output';
  const show = success ? vscode.window.showInformationMessage : vscode.window.showErrorMessage;
  if ((await show(text, output)) === output) log.show();
}
