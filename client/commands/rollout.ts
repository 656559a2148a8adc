import type { RolloutAction } from '../../core/views/messages.ts';
import type { RolloutPage } from '../../core/views/rollout-page.ts';
import { reportError } from '../report-error.ts';
import { subjectOf } from '../subjects.ts';
import { confirmed, tell } from '../tell.ts';
import { mayRun } from '../trust.ts';
import type { Command } from './command.ts';

export const showRollout: Command = async ({ server, pages }, given) => {
  const deployment = await subjectOf(server, given, { kinds: ['deployment'], prompt: 'Show the rollout of' });
  if (deployment !== undefined) await pages.openRollout(deployment.name);
};

export const promote = change('promote', 'Promoting', 'Promote', ({ candidate, stable }) =>
  candidate === undefined
    ? undefined
    : {
        question: `Version ${candidate.version} is to answer all requests?`,
        detail: stable && `Version ${stable.version} answers none from then on, and can be brought back.`,
      },
);

export const pause = change('pause', 'Pausing', 'Pause');
export const resume = change('resume', 'Resuming', 'Resume');
export const abort = change('abort', 'Aborting', 'Abort');

export const rollback = change('rollback', 'Rolling back', 'Roll Back', ({ rollbackTo, candidate, stable }) =>
  rollbackTo === undefined
    ? undefined
    : {
        question: `Roll back to version ${rollbackTo}?`,
        detail: `Version ${(candidate ?? stable)?.version} answers no request from then on. Nothing is lost: it can be deployed again.`,
      },
);

interface Confirmation {
  readonly question: string;
  readonly detail: string | undefined;
}

/** A command that changes a rollout. What moves all requests is confirmed in a dialog, once. */
function change(
  action: RolloutAction,
  doing: string,
  button: string,
  confirmation?: (page: RolloutPage) => Confirmation | undefined,
): Command {
  return async ({ server, runs, log }, given) => {
    if (!(await mayRun())) return;
    const deployment = await subjectOf(server, given, { kinds: ['deployment'], prompt: `${button} the rollout of` });
    if (deployment === undefined) return;
    const page = confirmation && (await server.request('plumbline/rolloutPage', { deployment: deployment.name }));
    const asked = page ? confirmation?.(page) : undefined;
    if (asked !== undefined && !(await confirmed(asked.question, asked.detail, button))) return;
    const title = `${doing} ${deployment.name}`;
    const { end } = await runs.withProgress(title, [action, deployment.name]);
    if (end.kind === 'error') return reportError(log, `${title} did not work`, end);
    if (end.kind === 'result') tell.information(`${deployment.name}: ${reasonIn(end.value)}`);
  };
}

/** The sentence that the command line tells how the rollout stands now. */
export function reasonIn(value: unknown): string {
  const { state, reason } = (value ?? {}) as { readonly state?: unknown; readonly reason?: unknown };
  return [state, reason].find((text) => typeof text === 'string') ?? 'done';
}
