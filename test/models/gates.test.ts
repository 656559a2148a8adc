import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { EvaluatedSlice, Gate, GateEvidence, GateVerdict, OtherVersion } from '../../core/models/gates/gate.ts';
import { judgeGates } from '../../core/models/gates/judge-gates.ts';
import type { MetricValue } from '../../core/models/metrics/metric-value.ts';
import { metricsOf } from '../../core/models/metrics/metrics-of.ts';
import { randomNumbers } from '../../core/models/metrics/random-numbers.ts';

const metric = (value: number, low = value - 0.02, high = value + 0.02): MetricValue => ({ value, low, high });

const slice = (name: string, rows: number, recall: MetricValue): EvaluatedSlice => ({
  slice: name,
  rows,
  metrics: { recall },
});

const EVIDENCE: GateEvidence = {
  metrics: () => ({
    roc_auc: metric(0.75, 0.72, 0.78),
    log_loss: metric(0.4),
    precision: { value: null, low: null, high: null, reason: 'no row was predicted positive' },
  }),
  slices: (set) =>
    set === 'by_origin'
      ? [
          slice('origin = EWR', 1000, metric(0.6, 0.57, 0.63)),
          slice('origin = JFK', 800, metric(0.56, 0.52, 0.6)),
          slice('origin = LGA', 50, metric(0.1, 0.02, 0.3)),
        ]
      : undefined,
  dataHash: 'a',
  over: (what) => OTHERS[what] ?? { passes: false, reason: 'there is none' },
  asked: {
    latency: { questions: 100, latency_p50_ms: 4, latency_p95_ms: 9, latency_p99_ms: 12 },
    behaviour: [
      { name: 'night', kind: 'directional', passed: true, rows: 10, broken: 0, reason: 'it goes up', examples: [] },
      { name: 'id', kind: 'invariance', passed: true, rows: 0, broken: 0, reason: 'id is no feature', examples: [] },
    ],
    parity: { passed: true, rows: 9, notFound: 0, older: 0, recomputed: ['km'], features: [], prediction: null },
  },
  owner: 'ml-team',
};

const OTHERS: Readonly<Record<string, OtherVersion>> = {
  deployed: { version: 'm@1', dataHash: 'a', metrics: { roc_auc: metric(0.74, 0.71, 0.77), log_loss: metric(0.45) } },
  'm@2': { version: 'm@2', dataHash: 'b', metrics: { roc_auc: metric(0.5) } },
};

const judge = (gate: Gate, asked: Partial<GateEvidence['asked']> = {}): GateVerdict => {
  const evidence = { ...EVIDENCE, asked: { ...EVIDENCE.asked, ...asked } };
  const [verdict, ...others] = judgeGates([gate], evidence);
  assert.ok(verdict !== undefined && others.length === 0);
  return verdict;
};

const passes = (gate: Gate): boolean => judge(gate).passed;

describe('a bound on a metric', () => {
  test('holds or not', () => {
    assert.ok(passes({ metric: 'roc_auc', min: 0.75 }));
    assert.ok(!passes({ metric: 'roc_auc', min: 0.7501 }));
    assert.ok(passes({ metric: 'log_loss', max: 0.4 }));
    assert.ok(!passes({ metric: 'log_loss', max: 0.39 }));
  });

  test('with confidence the interval must hold it', () => {
    assert.ok(passes({ metric: 'roc_auc', min: 0.72, confidence: 0.95 }));
    const verdict = judge({ metric: 'roc_auc', min: 0.73, confidence: 0.95 });
    assert.deepEqual(verdict, {
      gate: 'roc_auc at least 0.73 with 95 % confidence',
      passed: false,
      value: 0.72,
      bound: 0.73,
      reason: 'it is 0.75, and 0.72 at the least',
    });
    assert.ok(!passes({ metric: 'log_loss', max: 0.41, confidence: 0.95 }));
  });

  test('of both sides gives two verdicts', () => {
    const verdicts = judgeGates([{ metric: 'roc_auc', min: 0.7, max: 0.74 }], EVIDENCE);
    assert.deepEqual(
      verdicts.map(({ passed }) => passed),
      [true, false],
    );
  });

  test('what is undefined, or of another task, does not pass', () => {
    assert.equal(judge({ metric: 'precision', min: 0 }).reason, 'it is not defined: no row was predicted positive');
    assert.equal(judge({ metric: 'r2', min: 0 }).reason, 'it is no metric of the task of the model');
  });

  test('in every slice: the worst one tells; small ones are not judged', () => {
    const verdict = judge({ metric: 'recall', min: 0.57, evaluation_set: 'by_origin', min_rows: 100 });
    assert.deepEqual([verdict.passed, verdict.value, verdict.reason], [false, 0.56, 'origin = JFK: it is 0.56']);
    assert.ok(passes({ metric: 'recall', min: 0.55, evaluation_set: 'by_origin', min_rows: 100 }));
    assert.ok(!passes({ metric: 'recall', min: 0.55, evaluation_set: 'by_origin' }));
    assert.equal(
      judge({ metric: 'recall', min: 0.1, evaluation_set: 'by_origin', min_rows: 5000 }).reason,
      'no slice of by_origin has 5000 rows',
    );
    assert.equal(
      judge({ metric: 'recall', min: 0.1, evaluation_set: 'evening' }).reason,
      'the view has no evaluation set evening',
    );
  });
});

describe('a gap between slices', () => {
  const gap = (max_gap: number, more: object = {}) =>
    judge({ metric: 'recall', evaluation_set: 'by_origin', max_gap, min_rows: 100, ...more });

  test('is that of the best and the worst', () => {
    assert.ok(gap(0.05).passed);
    assert.ok(!gap(0.03).passed);
    assert.equal(gap(0.05).reason, '0.56 where origin = JFK, 0.6 where origin = EWR');
  });

  test('with confidence it is the upper end of its interval that counts', () => {
    // 0.04 + √(0.03² + 0.04²) = 0.09
    const { value } = gap(0.09, { confidence: 0.95 });
    assert.ok(Math.abs((value ?? 0) - 0.09) < 1e-12);
    assert.ok(!gap(0.08, { confidence: 0.95 }).passed);
    assert.ok(gap(0.1, { confidence: 0.95 }).passed);
  });
});

describe('an improvement', () => {
  test('counts in the direction in which the metric is better', () => {
    assert.ok(passes({ metric: 'roc_auc', min_improvement: 0.005, over: 'deployed' }));
    assert.ok(!passes({ metric: 'roc_auc', min_improvement: 0.02, over: 'deployed' }));
    assert.ok(passes({ metric: 'log_loss', min_improvement: 0.04, over: 'deployed' }));
    assert.ok(!passes({ metric: 'roc_auc', min_improvement: 0, over: 'deployed', confidence: 0.95 }));
  });

  test('is not told of versions that learned from other data', () => {
    const verdict = judge({ metric: 'roc_auc', min_improvement: 0, over: 'm@2' });
    assert.deepEqual(
      [verdict.passed, verdict.reason],
      [false, 'm@2 was trained on other data, so the two cannot be compared'],
    );
  });
});

describe('what the model itself said', () => {
  test('its latency is within the bound or not', () => {
    assert.ok(judge({ metric: 'latency_p99_ms', max: 12 }).passed);
    const verdict = judge({ metric: 'latency_p95_ms', max: 5 });
    assert.deepEqual(
      [verdict.passed, verdict.value, verdict.reason],
      [false, 9, 'it is 9, of 100 single rows on this machine'],
    );
  });

  test('behaviour tests pass together; one that says nothing is told', () => {
    const verdict = judge({ behaviour_tests: 'pass' });
    assert.deepEqual([verdict.passed, verdict.reason], [true, 'all 2 do; id says nothing: id is no feature']);
    const failing = {
      name: 'rain',
      kind: 'invariance',
      passed: false,
      rows: 3,
      broken: 1,
      reason: 'it moves',
      examples: [],
    };
    const failed = judge({ behaviour_tests: 'pass' }, { behaviour: [failing] });
    assert.deepEqual([failed.passed, failed.reason], [false, 'rain: it moves']);
    assert.equal(judge({ behaviour_tests: 'pass' }, { behaviour: [] }).passed, false);
  });

  test('a feature that differs is named, with an example', () => {
    assert.equal(judge({ parity: 'pass' }).reason, 'features and predictions of 9 rows are the same, km computed anew');
    const km = { name: 'km', rows: 4, example: { key: { id: 't1' }, trained: 1, served: 2 } };
    const parity = { passed: false, rows: 9, notFound: 0, older: 0, recomputed: [], features: [km], prediction: null };
    const verdict = judge({ parity: 'pass' }, { parity });
    assert.deepEqual(
      [verdict.passed, verdict.reason],
      [false, 'km differs in 4 of 9 rows, such as t1: 1 in training, 2 when served'],
    );
  });

  test('what was not asked does not pass, and says why', () => {
    const lacking = { lacking: 'no predictor' };
    for (const gate of [
      { metric: 'latency_p50_ms', max: 1e9 },
      { behaviour_tests: 'pass' },
      { parity: 'pass' },
    ] as readonly Gate[]) {
      const verdict = judge(gate, { latency: lacking, behaviour: lacking, parity: lacking });
      assert.deepEqual([verdict.passed, /no predictor$/.test(verdict.reason)], [false, true]);
    }
  });

  test('an attestation waits for the name that the gate asks for; the owner goes by name, too', () => {
    const verdict = judge({ attestation: 'ethics', by: 'owner' });
    assert.deepEqual([verdict.passed, verdict.attestation], [false, { statement: 'ethics', by: ['owner', 'ml-team'] }]);
  });
});

test('an interval of the gap of two equal slices holds 0 about as often as it says', () => {
  const random = randomNumbers(5);
  let holds = 0;
  const tries = 400;
  for (let time = 0; time < tries; time++) {
    const slices = ['a', 'b'].map((name): EvaluatedSlice => {
      const truth = new Uint8Array(300).fill(1);
      const predicted = truth.map(() => Number(random() < 0.7));
      const score = { missing: 'there is none' };
      const metrics = metricsOf({ task: 'binary-classification', truth, predicted, score }, 0.95, false);
      return { slice: name, rows: 300, metrics };
    });
    const evidence = { ...EVIDENCE, slices: () => slices };
    const gate: Gate = { metric: 'recall', evaluation_set: 'x', max_gap: 1, confidence: 0.95 };
    const upper = judgeGates([gate], evidence)[0]?.value ?? 0;
    const gapNow = Math.abs((slices[0]?.metrics.recall?.value ?? 0) - (slices[1]?.metrics.recall?.value ?? 0));
    // The interval is as wide below as above: it holds 0 where twice the gap is not above its upper end.
    if (2 * gapNow <= upper) holds += 1;
  }
  assert.ok(holds / tries > 0.92 && holds / tries < 0.99, `${holds} of ${tries}`);
});
