import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RolloutPlan, RolloutState } from '../../core/deployments/rollout-state.ts';
import { type RolloutEvent, transition } from '../../core/deployments/transition.ts';
import type { RegisteredAsset } from '../../core/registry/assets.ts';
import { pageOfRollout } from '../../core/views/page-of-rollout.ts';

const START = Date.parse('2026-03-01T12:00:00Z');
const PLAN: RolloutPlan = {
  strategy: 'canary',
  steps: [{ weight: 10, for: '10m' }, { weight: 50 }],
  onFailure: 'abort',
  analysis: [],
};

const deploy = (version: number): RolloutEvent => ({ kind: 'deploy', model: 'price', version, plan: PLAN });

function after(...events: readonly (readonly [minute: number, event: RolloutEvent])[]): RolloutState | undefined {
  return events.reduce<RolloutState | undefined>(
    (state, [minute, event]) => transition(state, event, START + minute * 60_000)?.state ?? state,
    undefined,
  );
}

const asset = (model: string, version: number): RegisteredAsset => ({
  id: `model-version:${model}@${version}`,
  kind: 'model-version',
  name: model,
  version,
  file: undefined,
  fingerprint: '',
  registeredAt: '',
  details: {
    gates: [{ gate: 'r2 at least 0.7', passed: true, reason: 'r2 is 0.8', value: 0.8 }],
    metrics: { r2: { value: 0.8, low: 0.7, high: 0.9 }, rmse: null },
  },
});

const page = (state: RolloutState | undefined) =>
  pageOfRollout({
    deployment: 'price',
    model: 'price',
    strategy: 'canary',
    state,
    events: [
      {
        id: '1',
        at: '2026-03-01T12:00:00Z',
        actor: 'ada',
        action: 'deployed',
        subject: '',
        details: { version: 2, reason: 'first' },
      },
    ],
    asset,
    live: undefined,
  });

describe('the page of a deployment', () => {
  test('says that nothing is deployed', () => {
    const { status, stable, steps, rollbackTo } = page(undefined);
    assert.deepEqual([status, stable, steps, rollbackTo], ['none', undefined, [], undefined]);
  });

  test('shows a candidate at its step, and when the step ends', () => {
    const { stable, candidate, steps, rollbackTo, timeline } = page(after([0, deploy(1)], [1, deploy(2)]));
    assert.deepEqual([stable?.weight, candidate?.weight, rollbackTo], [90, 10, 1]);
    assert.deepEqual(steps, [
      { weight: 10, for: '10m', state: 'current', until: '2026-03-01T12:11:00.000Z' },
      { weight: 50, for: undefined, state: 'waiting', until: undefined },
    ]);
    assert.deepEqual(candidate?.gates, [{ gate: 'r2 at least 0.7', passed: true, reason: 'r2 is 0.8' }]);
    assert.deepEqual(candidate?.metrics, [{ name: 'r2', value: 0.8 }]);
    assert.deepEqual(timeline, [
      { at: '2026-03-01T12:00:00Z', actor: 'ada', action: 'deployed', version: 2, reason: 'first' },
    ]);
  });

  test('marks the step that failed, and none when all is done', () => {
    const passed: RolloutEvent = { kind: 'judged', verdict: 'passed', reason: 'well' };
    const failed: RolloutEvent = { kind: 'judged', verdict: 'failed', reason: 'slow' };
    const states = (state: RolloutState | undefined) => page(state).steps.map((step) => step.state);
    assert.deepEqual(states(after([0, deploy(1)], [1, deploy(2)], [12, passed], [13, failed])), ['done', 'failed']);
    assert.deepEqual(states(after([0, deploy(1)], [1, deploy(2)], [12, { kind: 'promote' }])), ['done', 'done']);
  });
});
