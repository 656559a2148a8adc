import * as vscode from 'vscode';
import type { Server } from '../language-client.ts';
import { reportError } from '../report-error.ts';
import { readSubject, subjectOf } from '../subjects.ts';
import { tell } from '../tell.ts';
import { mayRun } from '../trust.ts';
import type { Command } from './command.ts';
import { pickVersion, versionsIn } from './model-versions.ts';
import { reasonIn } from './rollout.ts';

/** Lets a version of a model begin to take over a deployment, in the way that its file says. */
export const deploy: Command = async ({ server, runs, log, pages }, ...given) => {
  if (!(await mayRun())) return;
  const [named] = versionsIn(given);
  const deployment = await deploymentFor(server, named === undefined ? given[0] : undefined);
  if (deployment === undefined) return;
  const version =
    named ?? (await pickVersion(server, await modelOf(server, deployment), `Version to deploy to ${deployment}`));
  if (version === undefined) return;
  const title = `Deploying ${version} to ${deployment}`;
  const { end } = await runs.withProgress(title, ['deploy', deployment], { options: ['--model', version] });
  if (end.kind === 'error') return reportError(log, `${title} did not work`, end);
  if (end.kind !== 'result') return;
  await pages.openRollout(deployment);
  tell.information(`${deployment}: ${reasonIn(end.value)}`);
};

/** The only deployment is not asked for. */
async function deploymentFor(server: Server, given: unknown): Promise<string | undefined> {
  const { deployments } = await server.request('plumbline/subjects', null);
  if (given === undefined && !(vscode.window.activeTextEditor?.document.fileName ?? '').includes('.deployment.')) {
    if (deployments.length === 1) return deployments[0]?.name;
  }
  const chosen = await subjectOf(server, given, { kinds: ['deployment'], prompt: 'Deployment that gets a version' });
  return chosen?.name;
}

/** Versions of other models are not offered. */
async function modelOf(server: Server, deployment: string): Promise<string | undefined> {
  const page = await server.request('plumbline/rolloutPage', { deployment });
  return page === null ? undefined : readSubject(page.model).name.replace(/@.*$/, '');
}
