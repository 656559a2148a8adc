import * as vscode from 'vscode';
import type { SuiteOutcome } from '../core/views/progress.ts';
import { reportError } from './report-error.ts';
import { tell } from './tell.ts';
import type { Workbench } from './workbench.ts';

/** Runs `plumbline validate`, shows its progress, and says at the end what came of it. */
export async function judge(workbench: Workbench, title: string, names: readonly string[]): Promise<void> {
  const { end, suites } = await workbench.runs.withProgress(title, ['validate', ...names]);
  if (end.kind === 'error') return reportError(workbench.log, `${title} did not work`, end);
  if (end.kind === 'cancelled') return void vscode.window.setStatusBarMessage('Validation cancelled', 5000);
  await tellOutcome(workbench, suites, '');
}

/** Says how suites ended, with the page of the first that failed (or of the only one) behind a button. */
export async function tellOutcome(
  workbench: Workbench,
  suites: readonly SuiteOutcome[],
  lead: string,
  tellFailure = tell.warning,
): Promise<void> {
  const failed = suites.filter(({ success }) => !success);
  const text = `${lead}${describeSuites(suites)}`;
  const shown = failed[0] ?? suites[0];
  const result = 'Show Result';
  const problems = 'Show Problems';
  const buttons = [...(shown?.result === undefined ? [] : [result]), ...(failed.length > 0 ? [problems] : [])];
  const answer = await (failed.length > 0 ? tellFailure : tell.information)(text, ...buttons);
  if (answer === result && shown?.result !== undefined) await workbench.pages.openValidation({ result: shown.result });
  if (answer === problems) await vscode.commands.executeCommand('workbench.actions.view.problems');
}

/** `flights passed: 12 of 12 expectations hold.` */
export function describeSuites(suites: readonly SuiteOutcome[]): string {
  const [only] = suites;
  if (only === undefined) return 'There was no suite to judge by.';
  if (suites.length === 1) return `${only.suite} ${only.success ? 'passed' : 'failed'}: ${counts(only)}.`;
  const failed = suites.filter(({ success }) => !success).map(({ suite }) => suite);
  if (failed.length === 0) return `All ${suites.length} suites passed.`;
  return `${failed.length} of ${suites.length} suites failed: ${failed.join(', ')}.`;
}

function counts({ statistics }: SuiteOutcome): string {
  return `${statistics.successful_expectations} of ${statistics.evaluated_expectations} expectations hold`;
}
