import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { setAlias } from '../../core/registry/aliases.ts';
import { registerAsset } from '../../core/registry/assets.ts';
import { recordResult } from '../../core/registry/record-result.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import type { ComparisonPage } from '../../core/views/comparison-page.ts';
import type { EvaluationView, ModelVersionDetails } from '../../core/views/stored-evaluation.ts';
import { FLIGHTS } from './flights.ts';
import { startServer } from './kit.ts';

const metric = (value: number, width = 0.01) => ({ value, low: value - width, high: value + width });

const details = (version: number, auc: number, evaluation: string): ModelVersionDetails => ({
  run: `run-${version}`,
  pipeline: 'train_delay',
  framework: 'sklearn',
  task: 'binary-classification',
  label: 'late',
  features: ['carrier'],
  trainingDataset: { ref: 'delay@1/1', hash: version < 3 ? 'abc' : 'def' },
  view: 'delay@1',
  params: {},
  hyperparameters: { depth: version, rate: 0.1 },
  metrics: {
    roc_auc: metric(auc),
    log_loss: metric(0.5 - auc / 10, 0.2),
    precision: { value: null, low: null, high: null, reason: 'no row was predicted positive' },
  },
  rows: 1000,
  gates: [{ gate: 'roc_auc at least 0.7', passed: auc >= 0.7, value: auc, bound: 0.7, reason: `it is ${auc}` }],
  passed: auc >= 0.7,
  code: { git: { commit: 'abcdef', dirty: version === 2 }, files: { 'train.py': 'f'.repeat(64) } },
  python: undefined,
  evaluation,
  seed: 1,
  predictor: undefined,
  createdAt: '2026-01-01T00:00:00.000Z',
});

const evaluation = (auc: number): EvaluationView => ({
  kind: 'evaluation',
  model: 'delay',
  task: 'binary-classification',
  classes: ['false', 'true'],
  splits: {},
  slices: { by_origin: [{ slice: 'origin = EWR', rows: 400, metrics: { roc_auc: metric(auc) } }] },
  curves: {
    roc: [
      { x: 0, y: 0, threshold: null },
      { x: 1, y: 1, threshold: 0.1 },
    ],
    'precision-recall': [],
  },
  gates: [],
  asked: {
    latency: { questions: 100, latency_p50_ms: 10 * auc, latency_p95_ms: 20, latency_p99_ms: 30 },
    behaviour:
      auc < 0.7
        ? { lacking: 'the model names no predictor' }
        : [
            {
              name: 'night',
              kind: 'invariance',
              passed: false,
              rows: 9,
              broken: 1,
              reason: 'the answer moves for 1 row',
              examples: [{ key: { id: 'f1' }, before: 0.25, after: 0.5 }],
            },
          ],
    parity: { lacking: 'no gate asks for it' },
  },
});

test('two registered versions, side by side', async () => {
  const server = await startServer();
  try {
    const project = await server.project(FLIGHTS);
    const registry = await openRegistry(path.join(project.root, '.plumbline'));
    for (const [version, auc] of [
      [1, 0.65],
      [2, 0.75],
      [3, 0.755],
    ] as const) {
      const whole = { page: evaluation(auc) };
      const result = {
        kind: 'evaluation',
        subject: 'delay',
        target: `delay@${version}`,
        success: true,
        items: [],
        whole,
      };
      const id = await recordResult(registry, result);
      await registry.write((db) => {
        const asset = { kind: 'model-version', name: 'delay', version, fingerprint: String(version) };
        registerAsset(db, { ...asset, details: details(version, auc, id) });
      });
    }
    await registry.write((db) => {
      setAlias(db, 'model-version', { name: 'delay', alias: 'champion', version: 2, actor: 'ada' });
      registerAsset(db, {
        kind: 'model-version',
        name: 'delay',
        version: 4,
        fingerprint: '4',
        details: { metrics: {} },
      });
    });
    registry.dispose();
    const page = (left: number, right: number) =>
      project.request<ComparisonPage | null>('plumbline/comparisonPage', { model: 'model:delay', left, right });

    const first = await page(1, 2);
    assert.ok(first !== null);
    assert.deepEqual(
      [first.model, first.left.version, first.right.version, first.right.aliases, first.sameData],
      ['delay', 1, 2, ['champion'], true],
    );
    const verdicts = Object.fromEntries(first.metrics.map(({ name, verdict }) => [name, verdict]));
    assert.deepEqual(
      [verdicts.roc_auc, verdicts.log_loss, verdicts.precision],
      ['better', 'within the noise', 'unknown'],
    );
    assert.ok(Math.abs((first.metrics[0]?.difference ?? 0) - 0.1) < 1e-12);
    assert.deepEqual(
      first.curves.map(({ name, left }) => [name, left]),
      [
        [
          'roc',
          [
            [0, 0],
            [1, 1],
          ],
        ],
      ],
    );
    assert.deepEqual(
      first.parameters.filter(({ same }) => !same),
      [{ name: 'depth', left: '1', right: '2', same: false }],
    );
    assert.deepEqual(
      first.data.filter(({ same }) => !same).map(({ name, right }) => [name, right]),
      [['Git commit', 'abcdef, with changes']],
    );
    assert.deepEqual(
      first.slices.map(({ set, slice, metric, rows, right }) => [set, slice, metric, rows, right?.value]),
      [['by_origin', 'origin = EWR', 'roc_auc', 400, 0.75]],
    );

    assert.deepEqual(
      first.asked.map(({ name, left, right }) => [name, left?.text, right?.text, right?.passed, right?.examples]),
      [
        ['latency_p50_ms', '6.5 ms', '7.5 ms', undefined, []],
        ['latency_p99_ms', '30.0 ms', '30.0 ms', undefined, []],
        ['night', undefined, 'the answer moves for 1 row', false, ['f1: 0.2500, changed 0.5000']],
      ],
    );

    const second = await page(2, 1);
    assert.equal(second?.metrics[0]?.verdict, 'worse');
    const third = await page(2, 3);
    assert.deepEqual([third?.sameData, third?.metrics[0]?.verdict], [false, 'within the noise']);
    assert.deepEqual([await page(1, 9), await page(1, 4)], [null, null]);
  } finally {
    await server.stop();
  }
});
