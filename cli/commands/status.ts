import { DEPLOYMENT } from '../../core/deployments/change-rollout.ts';
import { asRolloutState, liveAt, type RolloutState, rollbackTarget } from '../../core/deployments/rollout-state.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import { readSnapshot } from '../../core/registry/snapshots.ts';
import { listStates } from '../../core/registry/states.ts';
import type { Paint } from '../../core/reports/paint.ts';
import { asLiveDeployment, type LiveDeployment } from '../../core/views/live-deployment.ts';
import type { Action } from '../commands.ts';
import { deploymentNamed } from '../deployment-named.ts';
import { EXIT } from '../exit-codes.ts';
import { openProject } from '../open-project.ts';
import { momentOf } from './rollout.ts';

/** `plumbline status [DEPLOYMENT] [--at TIME]`: which version answers, or answered then, and why it is so. */
export const status: Action = async ({ args, options, output, signal }) => {
  const at = options.at === undefined ? undefined : momentOf(String(options.at));
  const { project, storage } = await openProject(output.options, signal);
  const only = args[0] === undefined ? undefined : deploymentNamed(project, String(args[0])).key?.name;
  const registry = await openRegistry(storage);
  try {
    const states = await registry.read((db) => listStates(db, DEPLOYMENT, only));
    const known = new Map(states.map(({ name, state }) => [name, asRolloutState(state)]));
    const names = only === undefined ? [...new Set([...project.names('deployment'), ...known.keys()])].sort() : [only];
    const deployments = await Promise.all(
      names.map(async (name) => {
        const state = known.get(name);
        if (at !== undefined) return { deployment: name, at, version: state && liveAt(state, at), model: state?.model };
        const live = asLiveDeployment(await readSnapshot(storage, `deployments/${name}`));
        return { deployment: name, ...toldState(state), live };
      }),
    );
    const text = deployments.map((each) => inWords(each, output.paint)).join('\n');
    output.result('status', true, { deployments }, text === '' ? 'there is no deployment yet' : text);
    return EXIT.ok;
  } finally {
    registry.dispose();
  }
};

function toldState(state: RolloutState | undefined) {
  if (state === undefined) return { status: 'none', reason: 'nothing is deployed yet' } as const;
  const { plan, ...rest } = state;
  return { ...rest, strategy: plan.strategy, steps: plan.steps, rollback_to: rollbackTarget(state) };
}

type Told =
  | { readonly deployment: string; readonly at: string; readonly version: number | undefined }
  | (ReturnType<typeof toldState> & { readonly deployment: string; readonly live: LiveDeployment | undefined });

function inWords(told: Told, { bold, dim }: Paint): string {
  if ('at' in told) {
    return `${bold(told.deployment)} ${told.version === undefined ? 'nothing was live' : `version ${told.version} was live`} at ${told.at}`;
  }
  const lines = [`${bold(told.deployment)} ${told.status}: ${told.reason}`];
  if ('stable' in told) {
    const { model, stable, candidate, rollback_to: target } = told;
    lines.push(`  stable     ${model}@${stable.version} ${dim(`since ${stable.since}`)}`);
    if (candidate !== undefined) {
      lines.push(
        `  candidate  ${model}@${candidate.version} with ${candidate.weight} % ${dim(`since ${candidate.since}`)}`,
      );
    }
    if (target !== undefined) lines.push(`  rollback   goes to ${model}@${target}`);
  }
  lines.push(told.live === undefined ? '  no server is running' : `  answers at ${told.live.address}`);
  return lines.join('\n');
}
