import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judgeStep } from '../../core/deployments/analysis.ts';
import { keepFigures, quantile, type StepFigures } from '../../core/deployments/live-figures.ts';
import { predictionDrift } from '../../core/deployments/prediction-drift.ts';
import { goesToCandidate } from '../../core/deployments/route.ts';

const figures = (changes: Partial<StepFigures>): StepFigures => ({
  requests: 100,
  errors: 0,
  latencies: [1, 2, 3],
  values: [],
  ...changes,
});

/** Numbers that look like chance and are the same each time. */
function numbers(count: number, shift = 0): readonly number[] {
  let seed = 42;
  return Array.from({ length: count }, () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed / 2 ** 31 + shift;
  });
}

describe('an analysis', () => {
  test('passes with what it found', () => {
    const judged = judgeStep([{ metric: 'error_rate', max: 0.01 }], figures({}), figures({}));
    assert.deepEqual(judged, { verdict: 'passed', reason: 'error_rate is 0 of 100 requests' });
    assert.equal(judgeStep([], figures({ requests: 0 }), figures({})).verdict, 'passed');
  });

  test('fails by one broken bound, whatever the others say', () => {
    const bounds = [
      { metric: 'latency_p99_ms', max: 2 },
      { metric: 'prediction_drift', max: 0.1 },
    ];
    const judged = judgeStep(bounds, figures({}), figures({}));
    assert.deepEqual(judged, {
      verdict: 'failed',
      reason: 'latency_p99_ms is 3 of 100 requests, at most 2 is allowed',
    });
  });

  test('decides nothing by a few requests, and says what it waits for', () => {
    const bound = { metric: 'error_rate', max: 0.01 };
    const judged = judgeStep([bound], figures({ requests: 19, errors: 19 }), figures({}));
    assert.deepEqual(judged, {
      verdict: 'inconclusive',
      reason: 'the candidate needs at least 20 requests to be judged by',
    });
  });

  test('decides nothing by an index that chance could make', () => {
    const bound = { metric: 'prediction_drift', max: 0.1 };
    const judge = (count: number, shift: number) =>
      judgeStep([bound], figures({ values: numbers(count, shift) }), figures({ values: numbers(count * 2) })).verdict;
    assert.deepEqual([judge(50, 0), judge(50, 0.1)], ['inconclusive', 'inconclusive']);
    // Nobody waits where even chance could not be it.
    assert.equal(judge(50, 0.5), 'failed');
    assert.deepEqual([judge(2000, 0), judge(2000, 0.5)], ['passed', 'failed']);
  });
});

describe('the drift of predictions', () => {
  test('is the population stability index, worked out by hand', () => {
    // Shares with half a count in each of two bins: 30.5/41 and 10.5/41 against 10.5/41 and 30.5/41.
    const yes = (count: number) => Array.from({ length: count }, () => true);
    const no = (count: number) => Array.from({ length: count }, () => false);
    const drift = predictionDrift([...yes(30), ...no(10)], [...yes(10), ...no(30)]);
    const byHand = 2 * ((30.5 - 10.5) / 41) * Math.log(30.5 / 10.5);
    assert.ok(Math.abs((drift?.psi ?? 0) - byHand) < 1e-12);
    // The 0.999 quantile of chi-square with one degree of freedom is 10.83; ours is an approximation.
    assert.ok(Math.abs((drift?.byChance ?? 0) / ((2 / 40) * 10.83) - 1) < 0.04);
  });

  test('is nothing for the same values, grows with the shift, and takes any kind of value', () => {
    const psi = (shift: number) => predictionDrift(numbers(1000), numbers(1000, shift))?.psi ?? Number.NaN;
    assert.equal(psi(0), 0);
    assert.ok(psi(0.1) > 0 && psi(0.3) > psi(0.1) && psi(0.9) > psi(0.3));
    assert.equal(predictionDrift(['a', 'b'], ['b', 'a'])?.psi, 0);
    assert.equal(predictionDrift([], [1]), undefined);
  });
});

describe('live figures', () => {
  test('are those of the last minute, and of the step', () => {
    const keeper = keepFigures();
    const start = Date.parse('2026-03-01T12:00:00Z');
    for (let each = 0; each < 100; each++) {
      keeper.add({ failed: each < 10, latencyMs: each + 1, values: [each] }, start + each * 100);
    }
    assert.deepEqual(keeper.now(start + 10_000), { requests: 100, errorRate: 0.1, lastMinute: 100, p50: 50, p99: 99 });
    const later = keeper.now(start + 120_000);
    assert.deepEqual(later, { requests: 100, errorRate: 0.1, lastMinute: 0, p50: undefined, p99: undefined });
    assert.deepEqual([keeper.step().requests, keeper.step().errors], [100, 10]);
    keeper.beginStep();
    assert.deepEqual(keeper.step(), { requests: 0, errors: 0, rows: 0, latencies: [], values: [] });
  });

  test('stay within bounded memory, as a fair sample', () => {
    const keeper = keepFigures();
    for (let each = 0; each < 20_000; each++) keeper.add({ failed: false, latencyMs: each, values: [each] }, each);
    const { latencies, values } = keeper.step();
    assert.deepEqual([latencies.length, values.length], [4096, 4096]);
    const median = quantile(latencies, 0.5) ?? 0;
    assert.ok(Math.abs(median - 10_000) < 1000, `the median of the sample is ${median}`);
  });
});

test('of many values the share of the candidate is its weight, and it only grows with it', () => {
  const values = Array.from({ length: 20_000 }, (_, index) => `flight ${index}`);
  const chosen = (weight: number, salt = 'price/2') => values.filter((value) => goesToCandidate(value, weight, salt));
  assert.deepEqual([chosen(0).length, chosen(100).length], [0, values.length]);
  for (const weight of [5, 25, 50]) {
    // Four standard deviations.
    const expected = (values.length * weight) / 100;
    const room = 4 * Math.sqrt(expected * (1 - weight / 100));
    assert.ok(Math.abs(chosen(weight).length - expected) < room, `${chosen(weight).length} of ${expected}`);
  }
  const [few, many] = [chosen(5), new Set(chosen(25))];
  assert.ok(few.every((value) => many.has(value)));
  assert.notDeepEqual(chosen(5, 'price/3'), few);
});
