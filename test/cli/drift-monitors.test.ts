import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openPredictionLog } from '../../core/deployments/log-writer.ts';
import type { Prediction } from '../../core/deployments/prediction.ts';
import { newId } from '../../core/registry/new-id.ts';
import { json, plumbline, withFiles } from './cli-kit.ts';

const PROJECT = {
  'plumbline.yaml': 'project: shop\nrules: { missing-description: off }\n',
  'feature_groups/orders.feature-group.yaml': `name: orders
version: 1
primary_key: [order_id]
event_time: placed_at
features:
  - { name: order_id, type: string }
  - { name: placed_at, type: timestamp }
  - { name: price, type: double }
  - { name: plan, type: string }
  - { name: late, type: boolean }
`,
  'feature_views/lateness.feature-view.yaml': `name: lateness
version: 1
labels: [late]
query: { from: orders@1, select: [price, plan, late] }
training_datasets:
  - { version: 1, split: { train: 0.8, test: 0.2, seed: 1 } }
`,
  'models/lateness.model.yaml': `name: lateness
feature_view: lateness@1
training_dataset: 1
task: binary-classification
label: late
framework: sklearn
`,
  'deployments/lateness.deployment.yaml': 'name: lateness\nmodel: lateness@champion\n',
  'monitors/inputs.monitor.yaml': `name: inputs
kind: feature-drift
reference: { training_dataset: lateness@1/1 }
current: { deployment: lateness, window: 1h }
on_drift: [notify, retrain: train_lateness]
`,
  'pipelines/orders.pipeline.yaml': `name: orders
type: feature
run: [${JSON.stringify(process.execPath)}, pipelines/copy.cjs]
inputs: { raw: data/orders.csv }
outputs: { orders: { feature_group: orders@1, operation: upsert } }
`,
  'pipelines/copy.cjs': `const { inputs, outputs } = JSON.parse(require('node:fs').readFileSync(process.env.PLUMBLINE_RUN, 'utf8'));
require('node:fs').copyFileSync(inputs.raw, outputs.orders + '.csv');
`,
  'data/orders.csv': `order_id,placed_at,price,plan,late\n${Array.from({ length: 4000 }, (_, i) => {
    return `o${i},2026-01-01T00:00:${String(i % 60).padStart(2, '0')},${price(i)},${plan(i)},${i % 5 === 0}`;
  }).join('\n')}\n`,
};

function price(i: number): number {
  return Number((50 + 10 * Math.sin(i * 1.7)).toFixed(2));
}

function plan(i: number): string {
  return (i * 7) % 10 < 3 ? 'pro' : 'free';
}

/** Predictions as a server logs them: half of them older than the window, and a shadow beside each. */
async function logPredictions(folder: string, dearer: number): Promise<void> {
  const log = openPredictionLog(join(folder, '.plumbline'), 'lateness', { notify: assert.fail });
  const one = (i: number, role: Prediction['role'], at: number, by: number): Prediction => ({
    id: newId(),
    at: new Date(at).toISOString(),
    request: newId(),
    deployment: 'lateness',
    model: 'lateness',
    version: 1,
    role,
    features: { price: price(i) + by, plan: plan(i) },
    prediction: i % 5 === 0 ? 1 : 0,
    score: (i % 10) / 10,
    latency_ms: 2,
  });
  const now = Date.now();
  const old = Array.from({ length: 2000 }, (_, i) => one(i, 'stable', now - 7_200_000, 500));
  const fresh = Array.from({ length: 2000 }, (_, i) => [
    one(i, 'stable', now - 1000, dearer),
    one(i, 'shadow', now - 1000, 900),
  ]).flat();
  log.add([...old, ...fresh]);
  await log.close();
}

describe('a monitor of a deployment', () => {
  for (const [what, dearer, code] of [
    ['passes requests that look like the training data', 0, 0],
    ['finds a feature that moved, and says what to run', 30, 1],
  ] as const) {
    test(what, () =>
      withFiles(PROJECT, async (folder) => {
        const early = await plumbline(folder, ['drift', 'inputs']);
        assert.deepEqual([early.code, early.stderr.match(/try: (.*)/)?.[1]], [3, 'plumbline td create lateness@1']);
        assert.equal((await plumbline(folder, ['run', 'orders'])).code, 0);
        const created = await plumbline(folder, ['td', 'create', 'lateness@1']);
        assert.equal(created.code, 0, created.stderr);
        const silent = await plumbline(folder, ['drift', 'inputs']);
        assert.match(silent.stderr, /lateness, the last 1h: the deployment has logged no predictions/);
        await logPredictions(folder, dearer);
        const ended = await plumbline(folder, ['drift', 'inputs', '--format', 'json']);
        assert.equal(ended.code, code, ended.stdout);
        const told = json(ended);
        assert.equal(told.reference.label, 'lateness@1/1 (train)');
        assert.deepEqual([told.current.label, told.current.rows], ['lateness, the last 1h', 2000]);
        assert.deepEqual(
          told.features.map(({ feature, drifted }: { feature: string; drifted: boolean }) => [feature, drifted]),
          [
            ['price', dearer > 0],
            ['plan', false],
          ],
        );
        if (dearer > 0) {
          const text = await plumbline(folder, ['drift', 'inputs']);
          assert.match(text.stdout, /\n {2}next: plumbline run train_lateness\n$/);
        }
      }),
    );
  }
});
