import { parseAssetRef } from '../../core/definitions/asset.ts';
import { findAsset } from '../../core/registry/assets.ts';
import { listEvents } from '../../core/registry/events.ts';
import { readState } from '../../core/registry/states.ts';
import { asLiveDeployment } from '../../core/views/live-deployment.ts';
import { pageOfRollout } from '../../core/views/page-of-rollout.ts';
import type { RolloutPage } from '../../core/views/rollout-page.ts';
import { asStoredRollout } from '../../core/views/stored-rollout.ts';
import { versionNow } from '../../core/views/version-now.ts';
import type { Session } from '../session.ts';

/** The page of a deployment, by its name or its id; undefined where neither a file nor the registry knows it. */
export async function rolloutPage(
  { project, query, snapshot }: Pick<Session, 'project' | 'query' | 'snapshot'>,
  asked: string,
): Promise<RolloutPage | undefined> {
  const deployment = asked.replace(/^deployment:/, '');
  const file = project.resolve('deployment', deployment);
  const live = asLiveDeployment(await snapshot(`deployments/${deployment}`));
  return query((db) => {
    const state = asStoredRollout(readState(db, 'deployment', deployment)?.state);
    if (state === undefined && file === undefined) return undefined;
    return pageOfRollout({
      deployment,
      model: parseAssetRef(file?.definition.model ?? '').name,
      strategy: file?.definition.rollout?.strategy ?? 'recreate',
      state,
      events: listEvents(db, `deployment:${deployment}`),
      asset: (model, version) => versionNow(db, findAsset(db, 'model-version', model, version)),
      live,
    });
  });
}
