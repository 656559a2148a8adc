import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { liveAt, type RolloutPlan, type RolloutState, rollbackTarget } from '../../core/deployments/rollout-state.ts';
import { type RolloutEvent, transition } from '../../core/deployments/transition.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-03-01T12:00:00Z');

const CANARY: RolloutPlan = {
  strategy: 'canary',
  steps: [{ weight: 5, for: '10m' }, { weight: 25, for: '30m' }, { weight: 100 }],
  onFailure: 'abort',
  analysis: [],
};
const plan = (changes: Partial<RolloutPlan>): RolloutPlan => ({ ...CANARY, ...changes });

const deploy = (version: number, how: RolloutPlan = CANARY): RolloutEvent => ({
  kind: 'deploy',
  model: 'price',
  version,
  plan: how,
});
const judged = (verdict: 'passed' | 'failed' | 'inconclusive', reason = 'figures'): RolloutEvent => ({
  kind: 'judged',
  verdict,
  reason,
});

/** What happens at which minute, one after the other; the state at the end and what was told. */
function play(...happening: readonly (readonly [minute: number, event: RolloutEvent])[]) {
  let state: RolloutState | undefined;
  const told: string[] = [];
  for (const [minute, event] of happening) {
    const step = transition(state, event, START + minute * MINUTE);
    if (step === undefined) continue;
    state = step.state;
    assert.notEqual(step.happened.reason, '');
    told.push(`${step.happened.action} ${step.happened.version} at ${step.happened.weight} %`);
  }
  if (state === undefined) throw new Error('nothing happened');
  const { status, stable, candidate, reason } = state;
  const live =
    candidate === undefined ? `${stable.version}` : `${stable.version} + ${candidate.weight} % ${candidate.version}`;
  return { state, told, live, status, reason };
}

const at = (minute: number) => new Date(START + minute * MINUTE).toISOString();

describe('a rollout', () => {
  test('begins with the first version, which answers all requests', () => {
    const { live, status, told } = play([0, deploy(1)]);
    assert.deepEqual([live, status, told], ['1', 'idle', ['deployed 1 at 100 %']]);
  });

  test('replaces the version at once', () => {
    const { live, told, reason } = play([0, deploy(1)], [5, deploy(2, plan({ strategy: 'recreate', steps: [] }))]);
    assert.deepEqual([live, told.at(-1)], ['2', 'deployed 2 at 100 %']);
    assert.equal(reason, 'version 2 takes the place of version 1 at once');
  });

  test('goes through the steps of a canary as long as nothing speaks against it', () => {
    const { live, status, told } = play(
      [0, deploy(1)],
      [1, deploy(2)],
      [10, judged('passed')],
      [11, judged('passed')],
      [30, judged('passed')],
      [41, judged('passed', 'error_rate is 0')],
    );
    assert.deepEqual(told.slice(1), ['deployed 2 at 5 %', 'step 2 at 25 %', 'promoted 2 at 100 %']);
    assert.deepEqual([live, status], ['2', 'idle']);
  });

  test('waits for a person at a step without an end', () => {
    const open = plan({ steps: [{ weight: 10 }, { weight: 50, for: '1m' }] });
    const waits = play([0, deploy(1)], [1, deploy(2, open)], [1000, judged('passed')]);
    assert.equal(waits.live, '1 + 10 % 2');
    assert.match(waits.reason, /until somebody resumes or promotes it/);
    const goesOn = play([0, deploy(1)], [1, deploy(2, open)], [1000, { kind: 'resume' }]);
    assert.equal(goesOn.live, '1 + 50 % 2');
    const whole = play([0, deploy(1)], [1, deploy(2, open)], [1000, { kind: 'promote' }]);
    assert.equal(whole.live, '2');
  });

  test('is aborted by a failed analysis, at any time of a step', () => {
    const { live, status, told, reason, state } = play(
      [0, deploy(1)],
      [1, deploy(2)],
      [2, judged('failed', 'error_rate is 0.2')],
    );
    assert.deepEqual([live, status, told.at(-1)], ['1', 'aborted', 'aborted 2 at 0 %']);
    assert.equal(reason, 'version 2 was taken away: error_rate is 0.2; version 1 answers all requests');
    assert.equal(state.stoppedAt, 0);
  });

  test('is paused by it where the file says so, and keeps its share', () => {
    const { live, status, reason } = play(
      [0, deploy(1)],
      [1, deploy(2, plan({ onFailure: 'pause' }))],
      [11, judged('passed')],
      [12, judged('failed', 'latency_p99_ms is 80')],
      [13, judged('failed')],
      [99, judged('passed')],
    );
    assert.deepEqual([live, status], ['1 + 25 % 2', 'paused']);
    assert.equal(reason, 'step 2 is halted: latency_p99_ms is 80');
  });

  test('says why it waits when there is too little to judge by, once', () => {
    const { live, told, reason } = play(
      [0, deploy(1)],
      [1, deploy(2)],
      [5, judged('inconclusive', 'too few requests')],
      [11, judged('inconclusive', 'too few requests')],
      [12, judged('inconclusive', 'too few requests')],
    );
    assert.equal(live, '1 + 5 % 2');
    assert.equal(reason, 'step 1 waits longer than planned: too few requests');
    assert.deepEqual(told.slice(2), ['waiting 2 at 5 %']);
  });

  test('begins a paused step anew', () => {
    const { state } = play(
      [0, deploy(1)],
      [1, deploy(2)],
      [9, { kind: 'pause' }],
      [100, { kind: 'resume' }],
      [105, judged('passed')],
    );
    assert.equal(state.candidate?.step, 0);
    assert.equal(state.candidate?.stepSince, at(100));
  });

  test('leaves a blue-green candidate without requests until it is promoted', () => {
    const blueGreen = plan({ strategy: 'blue-green', steps: [] });
    const ready = play([0, deploy(1)], [1, deploy(2, blueGreen)], [900, judged('passed')]);
    assert.equal(ready.live, '1 + 0 % 2');
    assert.equal(play([0, deploy(1)], [1, deploy(2, blueGreen)], [2, { kind: 'promote' }]).live, '2');
  });

  test('never has two candidates, and none that answers already', () => {
    assert.throws(() => play([0, deploy(1)], [1, deploy(2)], [2, deploy(3)]), /version 2 is being rolled out/);
    assert.throws(() => play([0, deploy(1)], [1, deploy(1)]), /version 1 answers all requests already/);
  });

  for (const kind of ['promote', 'pause', 'resume', 'abort'] as const) {
    test(`has nothing to ${kind} when nothing is under way`, () => {
      assert.throws(() => play([0, deploy(1)], [1, { kind }]), new RegExp(`there is nothing to ${kind}`));
      assert.throws(() => transition(undefined, { kind }, START), /nothing is deployed yet/);
    });
  }
});

describe('a rollback', () => {
  const recreate = plan({ strategy: 'recreate', steps: [] });
  const three = [
    [0, deploy(1, recreate)],
    [10, deploy(2, recreate)],
    [20, deploy(3, recreate)],
  ] as const;

  test('brings back the last good version, and the one before that the next time', () => {
    assert.equal(play(...three, [30, { kind: 'rollback' }]).live, '2');
    assert.equal(play(...three, [30, { kind: 'rollback' }], [31, { kind: 'rollback' }]).live, '1');
  });

  test('never goes to what was rolled back, unless it is named', () => {
    const back = [...three, [30, { kind: 'rollback' }], [31, { kind: 'rollback' }]] as const;
    assert.throws(() => play(...back, [32, { kind: 'rollback' }]), /no earlier good version/);
    assert.equal(play(...back, [32, { kind: 'rollback', to: 3 }]).live, '3');
  });

  test('takes a candidate away first: the stable version is the last good one', () => {
    const { live, status, state } = play(...three, [30, deploy(4)], [31, { kind: 'rollback' }]);
    assert.deepEqual([live, status, rollbackTarget(state)], ['3', 'idle', 2]);
  });

  test('goes to what was live at a time', () => {
    assert.equal(play(...three, [30, { kind: 'rollback', to: { at: at(12) } }]).live, '2');
    assert.equal(play(...three, [30, { kind: 'rollback', to: { at: at(5) } }]).live, '1');
    assert.throws(() => play(...three, [30, { kind: 'rollback', to: { at: at(-1) } }]), /nothing was live at/);
  });

  test('refuses a version that was never live', () => {
    assert.throws(() => play(...three, [30, { kind: 'rollback', to: 9 }]), /version 9 was never live here/);
  });

  test('has nowhere to go from the first version', () => {
    assert.throws(() => play([0, deploy(1)], [1, { kind: 'rollback' }]), /no earlier good version/);
  });

  test('leaves a history that tells who was live when', () => {
    const { state } = play(...three, [30, { kind: 'rollback' }]);
    const live = [-1, 0, 9, 10, 25, 30, 99].map((minute) => liveAt(state, at(minute)));
    assert.deepEqual(live, [undefined, 1, 1, 2, 3, 2, 2]);
  });
});
