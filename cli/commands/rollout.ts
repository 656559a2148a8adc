import { changeRollout } from '../../core/deployments/change-rollout.ts';
import type { RolloutEvent } from '../../core/deployments/transition.ts';
import { parseIsoTime } from '../../core/expressions/iso-time.ts';
import { actor } from '../../core/platform/actor.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import type { Action } from '../commands.ts';
import { deploymentNamed } from '../deployment-named.ts';
import { EXIT } from '../exit-codes.ts';
import { openProject } from '../open-project.ts';
import { tellStep } from '../rollout-told.ts';

// What a person does to a rollout. Each is one transaction of the registry, whether or not a server runs: one that does
// sees the registry change, and follows.

/** `plumbline promote DEPLOYMENT`: the candidate answers all requests from now on, whatever step it is at. */
export const promote = rolloutAction('promote', () => ({ kind: 'promote' }));

/** `plumbline pause DEPLOYMENT`: the candidate keeps its share, and no step ends by itself. */
export const pause = rolloutAction('pause', ({ reason }) => ({ kind: 'pause', ...reasonOf(reason) }));

/** `plumbline resume DEPLOYMENT`: the paused step begins anew; a step that waits for a person is over. */
export const resume = rolloutAction('resume', () => ({ kind: 'resume' }));

/** `plumbline abort DEPLOYMENT`: the candidate goes. */
export const abort = rolloutAction('abort', ({ reason }) => ({ kind: 'abort', ...reasonOf(reason) }));

/** `plumbline rollback DEPLOYMENT [--to VERSION|TIME]`: the last good version, or the named one, answers again. */
export const rollback = rolloutAction('rollback', ({ to, reason }) => ({
  kind: 'rollback',
  ...(to === undefined ? {} : { to: targetOf(String(to)) }),
  ...reasonOf(reason),
}));

function rolloutAction(command: string, eventOf: (options: Readonly<Record<string, unknown>>) => RolloutEvent): Action {
  return async ({ args, options, output, signal }) => {
    const event = eventOf(options);
    const { project, storage } = await openProject(output.options, signal);
    const file = deploymentNamed(project, String(args[0]));
    const name = file.key?.name ?? file.path;
    const registry = await openRegistry(storage);
    try {
      const step = await registry.write((db) => changeRollout(db, name, event, { actor: actor() }));
      if (step !== undefined) tellStep(command, name, step, output);
      return EXIT.ok;
    } finally {
      registry.dispose();
    }
  };
}

/** `3`, `arrival_delay@3`, or a time in ISO 8601: then the version that was live at it. */
function targetOf(text: string): number | { readonly at: string } {
  const [, version] = /^(?:[^@\s]+@)?(\d+)$/.exec(text) ?? [];
  return version === undefined ? { at: momentOf(text) } : Number(version);
}

export function momentOf(text: string): string {
  const time = parseIsoTime(text);
  if (time !== undefined) return time.instant;
  throw new PlumblineError('usage', `${text} is neither a version nor a time`, {
    help: 'a version is 3 or arrival_delay@3, a time 2013-02-01 or 2013-02-01T12:00:00Z (UTC where no zone is given)',
  });
}

function reasonOf(reason: unknown) {
  return reason === undefined ? {} : { reason: String(reason) };
}
