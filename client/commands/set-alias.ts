import * as vscode from 'vscode';
import { reportError } from '../report-error.ts';
import { tell } from '../tell.ts';
import { mayRun } from '../trust.ts';
import type { Command } from './command.ts';
import { pickVersion, versionsIn } from './model-versions.ts';

const NAME = /^[A-Za-z][\w-]*$/;

/** Gives a version of a model a name, such as `champion`; a version that had it loses it. */
export const setAlias: Command = async ({ server, runs, log }, ...given) => {
  if (!(await mayRun())) return;
  const version = versionsIn(given)[0] ?? (await pickVersion(server, undefined, 'Version that gets an alias'));
  if (version === undefined) return;
  const alias = await vscode.window.showInputBox({
    prompt: `Alias of ${version}`,
    placeHolder: 'champion',
    validateInput: (text) => (NAME.test(text) ? undefined : 'Letters, digits, - and _, with a letter first.'),
  });
  if (alias === undefined) return;
  const title = `Naming ${version} ${alias}`;
  const { end } = await runs.withProgress(title, ['models alias', version, alias]);
  if (end.kind === 'error') return reportError(log, `${title} did not work`, end);
  if (end.kind === 'result') tell.information(`${version} is ${alias} now.`);
};
