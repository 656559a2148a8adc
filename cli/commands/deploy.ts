import { parseAssetRef } from '../../core/definitions/asset.ts';
import { changeRollout, readRollout } from '../../core/deployments/change-rollout.ts';
import { planOf } from '../../core/deployments/rollout-plan.ts';
import { versionToDeploy } from '../../core/deployments/version-to-deploy.ts';
import { actor } from '../../core/platform/actor.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import type { Action } from '../commands.ts';
import { deploymentNamed } from '../deployment-named.ts';
import { EXIT } from '../exit-codes.ts';
import { openProject } from '../open-project.ts';
import { tellStep } from '../rollout-told.ts';

/** `plumbline deploy DEPLOYMENT [--model NAME@N]`: a version begins to take over, in the way that the file says. */
export const deploy: Action = async ({ args, options, output, signal }) => {
  const { project, storage } = await openProject(output.options, signal);
  const file = deploymentNamed(project, String(args[0]));
  const name = file.key?.name ?? file.path;
  const inFile = file.definition.model;
  if (inFile === undefined) {
    throw new PlumblineError('failed', 'the deployment names no model', { where: file.path, help: 'add `model:`' });
  }
  const wanted = options.model === undefined ? inFile : String(options.model).replace(/^model(-version)?:/, '');
  const { name: model } = parseAssetRef(inFile);
  if (parseAssetRef(wanted).name !== model) {
    throw new PlumblineError('usage', `the deployment ${name} serves the model ${model}, not ${wanted}`, {
      where: file.path,
      help: 'another model has other features and other requests: make a deployment of its own for it',
    });
  }
  const plan = planOf(file.definition, file.path);
  const registry = await openRegistry(storage);
  try {
    const step = await registry.write((db) => {
      refuseOtherModel(readRollout(db, name)?.model, model, name);
      const { version } = versionToDeploy(db, wanted);
      return changeRollout(db, name, { kind: 'deploy', model, version, plan }, { actor: actor() });
    });
    if (step !== undefined) tellStep('deploy', name, step, output);
    return EXIT.ok;
  } finally {
    registry.dispose();
  }
};

/** What was live is told by version alone, so a deployment stays with its model. */
function refuseOtherModel(before: string | undefined, now: string, deployment: string): void {
  if (before === undefined || before === now) return;
  throw new PlumblineError('usage', `the deployment ${deployment} has served the model ${before}, not ${now}`, {
    why: 'its history and its log are about that model',
    help: 'make a deployment with another name for the other model',
  });
}
