import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type RolloutState, rollbackTarget } from '../../core/deployments/rollout-state.ts';
import { type RolloutEvent, transition } from '../../core/deployments/transition.ts';
import { PlumblineError } from '../../core/platform/problem.ts';

const weight = fc.integer({ min: 0, max: 100 });
const duration = fc.constantFrom('0s', '1s', '10m', '3h');
const step = fc.oneof(
  weight.map((each) => ({ weight: each })),
  fc.record({ weight, for: duration }),
);
const plan = fc.oneof(
  fc.record({
    strategy: fc.constant('canary' as const),
    steps: fc.array(step, { minLength: 1, maxLength: 4 }),
    onFailure: fc.constantFrom('abort' as const, 'pause' as const),
    analysis: fc.constant([]),
  }),
  fc.record({
    strategy: fc.constantFrom('recreate' as const, 'blue-green' as const, 'shadow' as const),
    steps: fc.constant([]),
    onFailure: fc.constantFrom('abort' as const, 'pause' as const),
    analysis: fc.constant([]),
  }),
);
const version = fc.integer({ min: 1, max: 5 });
const event: fc.Arbitrary<RolloutEvent> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('deploy' as const), model: fc.constant('m'), version, plan }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('judged' as const),
      verdict: fc.constantFrom('passed' as const, 'failed' as const, 'inconclusive' as const),
      reason: fc.constantFrom('one reason', 'another reason'),
    }),
  },
  fc.constantFrom<RolloutEvent>({ kind: 'promote' }, { kind: 'pause' }, { kind: 'resume' }, { kind: 'abort' }),
  fc.constant<RolloutEvent>({ kind: 'rollback' }),
  version.map((to): RolloutEvent => ({ kind: 'rollback', to })),
);
const happening = fc.array(fc.tuple(event, fc.integer({ min: 0, max: 4 * 3_600_000 })), { maxLength: 30 });

const RUNS = process.env.PLUMBLINE_LONG === '1' ? 20_000 : 1000;

/** Plays events one after the other; those that are refused change nothing. */
function play(
  events: readonly (readonly [RolloutEvent, number])[],
  look: (before: RolloutState | undefined, event: RolloutEvent, after: RolloutState, now: number) => void,
): void {
  let now = Date.parse('2026-03-01T00:00:00Z');
  let state: RolloutState | undefined;
  for (const [event, later] of events) {
    now += later;
    try {
      const next = transition(state, event, now);
      if (next === undefined) continue;
      assert.ok(next.happened.reason.length > 0 && next.state.reason.length > 0, 'every change has a reason');
      look(state, event, next.state, now);
      state = next.state;
    } catch (error) {
      if (!(error instanceof PlumblineError)) throw error;
    }
  }
}

test('weights stay between 0 and 100, and the candidate is never the stable version', () => {
  fc.assert(
    fc.property(happening, (events) => {
      play(events, (_, __, { stable, candidate, status }) => {
        if (candidate === undefined) return assert.ok(status === 'idle' || status === 'aborted');
        assert.ok(status === 'progressing' || status === 'paused');
        assert.ok(candidate.weight >= 0 && candidate.weight <= 100);
        assert.notEqual(candidate.version, stable.version);
      });
    }),
    { numRuns: RUNS },
  );
});

test('a candidate is never replaced by another one', () => {
  fc.assert(
    fc.property(happening, (events) => {
      play(events, (before, _, { candidate }) => {
        if (before?.candidate !== undefined && candidate !== undefined) {
          assert.equal(candidate.version, before.candidate.version);
        }
      });
    }),
    { numRuns: RUNS },
  );
});

test('after an abort or a rollback the stable version answers all', () => {
  fc.assert(
    fc.property(happening, (events) => {
      play(events, (before, event, after) => {
        if (event.kind !== 'abort' && event.kind !== 'rollback') return;
        assert.equal(after.candidate, undefined);
        if (event.kind === 'abort') assert.equal(after.stable.version, before?.stable.version);
        if (event.kind === 'rollback' && typeof event.to === 'number') assert.equal(after.stable.version, event.to);
      });
    }),
    { numRuns: RUNS },
  );
});

test('every state can be rolled back to whatever was live before', () => {
  fc.assert(
    fc.property(happening, (events) => {
      play(events, (_, __, state, now) => {
        for (const { version } of state.previous) {
          if (version === state.stable.version && state.candidate === undefined) continue;
          assert.equal(transition(state, { kind: 'rollback', to: version }, now)?.state.stable.version, version);
        }
        const target = rollbackTarget(state);
        if (target === undefined) return;
        assert.equal(transition(state, { kind: 'rollback' }, now)?.state.stable.version, target);
      });
    }),
    { numRuns: RUNS },
  );
});

test('the history has no gaps: each version ends when the next one begins', () => {
  fc.assert(
    fc.property(happening, (events) => {
      play(events, (_, __, { stable, previous }) => {
        let next = stable.since;
        for (const { from, to } of previous) {
          assert.equal(to, next);
          assert.ok(from <= to);
          next = from;
        }
      });
    }),
    { numRuns: RUNS },
  );
});
