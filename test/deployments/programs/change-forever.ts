// Deploys, promotes and rolls back without end, for tests that kill it: `node change-forever.ts STORAGE`.
import { changeRollout, readRollout } from '../../../core/deployments/change-rollout.ts';
import type { RolloutEvent } from '../../../core/deployments/transition.ts';
import { openRegistry } from '../../../core/registry/registry.ts';

const registry = await openRegistry(process.argv[2] ?? '');
const plan = { strategy: 'canary', steps: [{ weight: 10 }], onFailure: 'abort', analysis: [] } as const;

for (let count = 0; ; count++) {
  const state = await registry.read((db) => readRollout(db, 'price'));
  const version = state?.stable.version === 1 ? 2 : 1;
  const deploy: RolloutEvent = { kind: 'deploy', model: 'price', version, plan };
  const next: RolloutEvent =
    state?.candidate === undefined
      ? deploy
      : count % 3 === 0
        ? { kind: 'abort' }
        : { kind: count % 3 === 1 ? 'promote' : 'rollback' };
  await registry.write((db) => changeRollout(db, 'price', next, { actor: 'forever' }));
  process.stdout.write('.');
}
