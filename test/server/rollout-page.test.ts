import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { changeRollout } from '../../core/deployments/change-rollout.ts';
import { thisProcess } from '../../core/platform/process-identity.ts';
import { registerAsset } from '../../core/registry/assets.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import { writeSnapshot } from '../../core/registry/snapshots.ts';
import type { LiveDeployment } from '../../core/views/live-deployment.ts';
import type { RolloutPage } from '../../core/views/rollout-page.ts';
import { FLIGHTS } from './flights.ts';
import { startServer } from './kit.ts';

test('the page of a rollout has its versions, steps, timeline and live figures', async () => {
  const server = await startServer();
  try {
    const project = await server.project(FLIGHTS);
    const page = () => project.request<RolloutPage | null>('plumbline/rolloutPage', { deployment: 'arrival_delay' });
    const registry = await openRegistry(path.join(project.root, '.plumbline'));
    const plan = {
      strategy: 'canary',
      steps: [{ weight: 5, for: '10m' }, { weight: 100 }],
      onFailure: 'abort',
      analysis: [],
    } as const;
    await registry.write((db) => {
      for (const version of [1, 2]) {
        registerAsset(db, {
          kind: 'model-version',
          name: 'arrival_delay',
          version,
          fingerprint: `${version}`,
          details: { metrics: { roc_auc: { value: 0.7 } }, gates: [{ gate: 'g', passed: true, reason: 'r' }] },
        });
        changeRollout(db, 'arrival_delay', { kind: 'deploy', model: 'arrival_delay', version, plan }, { actor: 'ada' });
      }
    });
    const figures = { requests: 10, share: 0.9, errorRate: 0, p50: 3, p99: 9 };
    const live: LiveDeployment = {
      deployment: 'arrival_delay',
      at: '2026-03-01T12:00:00Z',
      address: 'http://127.0.0.1:8080/v2/models/arrival_delay',
      process: thisProcess(),
      versions: [{ version: 1, role: 'stable', ...figures }],
      log: { written: 10, lost: 0 },
    };
    await writeSnapshot(registry.storage, 'deployments/arrival_delay', live);

    const shown = await page();
    assert.deepEqual([shown?.status, shown?.stable?.weight, shown?.candidate?.weight], ['progressing', 95, 5]);
    assert.deepEqual(
      shown?.steps.map(({ state }) => state),
      ['current', 'waiting'],
    );
    assert.deepEqual(
      shown?.timeline.map(({ actor, action, version }) => `${actor} ${action} ${version}`),
      ['ada deployed 2', 'ada deployed 1'],
    );
    assert.deepEqual(shown?.candidate?.metrics, [{ name: 'roc_auc', value: 0.7 }]);
    assert.deepEqual([shown?.live?.versions, shown?.address], [live.versions, live.address]);

    await registry.write((db) =>
      changeRollout(db, 'arrival_delay', { kind: 'abort', reason: 'slow' }, { actor: 'ada' }),
    );
    // The figures of a process that is gone are no longer true.
    const gone = { ...live, process: { ...thisProcess(), began: 'another time' } };
    await writeSnapshot(registry.storage, 'deployments/arrival_delay', gone);
    const aborted = await page();
    assert.deepEqual([aborted?.status, aborted?.timeline[0]?.reason], ['aborted', 'slow']);
    assert.deepEqual(aborted?.steps[0]?.state, 'failed');
    if (process.platform === 'linux') assert.equal(aborted?.live, undefined);
    registry.dispose();

    const nothing = await project.request('plumbline/rolloutPage', { deployment: 'no_such_thing' });
    assert.equal(nothing, null);
  } finally {
    await server.stop();
  }
});
