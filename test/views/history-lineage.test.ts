import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { registerAsset } from '../../core/registry/assets.ts';
import { recordCommits } from '../../core/registry/commits.ts';
import { addEdge, type Edge } from '../../core/registry/edges.ts';
import { finishRun, startRun } from '../../core/registry/record-run.ts';
import type { Registry } from '../../core/registry/registry.ts';
import { historyLineage } from '../../core/views/history-lineage.ts';
import { projectOf } from '../project/kit.ts';
import { withRegistry } from '../registry/registry-kit.ts';

const INSTANT = '20261126010203004';
const COMMIT = { kind: 'commit', id: `flights@1/${INSTANT}` };
const DATASET = { kind: 'training-dataset', id: 'delay@1/1' };
const VERSION = { kind: 'model-version', id: 'delay@3' };

const project = projectOf({
  'feature_groups/flights.feature-group.yaml': `name: flights
version: 1
primary_key: [id]
features:
  - { name: id, type: string }
  - { name: hour, type: int, function: "features/time.py::hour_of" }
  - { name: unused, type: int, function: "features/time.py::unused" }
  - { name: late, type: boolean }
`,
  'feature_views/delay.feature-view.yaml': `name: delay
version: 1
labels: [late]
query: { from: flights@1, select: [hour, unused, late] }
`,
  'pipelines/flights.pipeline.yaml': 'name: flights\ntype: feature\nrun: [python, p.py]\n',
  'models/delay.model.yaml': 'name: delay\nfeature_view: delay@1\ntask: binary-classification\n',
});

/** A file, read by a run that commits it; the commit in a dataset, the dataset in a model version. */
async function happened(registry: Registry): Promise<string> {
  return registry.write((db) => {
    const run = startRun(db, { kind: 'pipeline', asset: { kind: 'pipeline', name: 'flights' } });
    finishRun(db, run, { status: 'succeeded' });
    const rows = { added: 7, updated: 2, deleted: 0 };
    recordCommits(db, [
      { table: 'flights@1', instant: INSTANT, at: '2026-11-26T01:02:03Z', operation: 'upsert', rows, total: 10, run },
    ]);
    registerAsset(db, {
      kind: 'training-dataset',
      name: 'delay@1',
      version: 1,
      fingerprint: 'abcdef1234567890',
      details: {},
    });
    registerAsset(db, {
      kind: 'model-version',
      name: 'delay',
      version: 3,
      fingerprint: 'f',
      details: {
        view: 'delay@1',
        predictor: 'serving/predictor.py',
        features: ['hour'],
        passed: true,
        metrics: { roc_auc: { value: 0.71234 } },
      },
    });
    const edges: readonly Edge[] = [
      { from: { kind: 'file', id: 'data/flights.csv' }, to: { kind: 'run', id: run }, role: 'input' },
      { from: { kind: 'run', id: run }, to: COMMIT, role: 'output' },
      { from: COMMIT, to: { kind: 'feature-group', id: 'flights@1' }, role: 'of' },
      { from: COMMIT, to: DATASET, role: 'read' },
      { from: { kind: 'feature-view', id: 'delay@1' }, to: DATASET, role: 'read' },
      { from: DATASET, to: VERSION, role: 'trained on' },
      { from: VERSION, to: { kind: 'deployment', id: 'delay' }, role: 'serves' },
    ];
    for (const edge of edges) addEdge(db, edge);
    return run;
  });
}

describe('what happened', () => {
  test('leads from a model version up to data, runs and code, and down to its deployment', () =>
    withRegistry(async (registry) => {
      const run = await happened(registry);
      const page = await registry.read((db) => historyLineage({ project, db, start: VERSION }));
      assert.equal(page?.focus, 'model-version:delay@3');
      assert.deepEqual(page.edges.map(({ from, role, to }) => `${from} ${role} ${to}`).sort(), [
        'code:features/time.py::hour_of computed by model-version:delay@3',
        'code:serving/predictor.py computed by model-version:delay@3',
        `commit:flights@1/${INSTANT} reads training-dataset:delay@1/1`,
        'feature-view:delay@1 defines training-dataset:delay@1/1',
        `file:data/flights.csv reads run:${run}`,
        'model-version:delay@3 serves deployment:delay',
        `pipeline:flights ran run:${run}`,
        `run:${run} writes commit:flights@1/${INSTANT}`,
        'training-dataset:delay@1/1 trained on model-version:delay@3',
      ]);
      const node = (id: string) => page.nodes.find((each) => each.id === id);
      assert.equal(node('model-version:delay@3')?.detail, 'roc_auc 0.712');
      assert.equal(node('model-version:delay@3')?.target?.file, 'models/delay.model.yaml');
      assert.equal(node(`commit:flights@1/${INSTANT}`)?.detail, '2026-11-26 01:02 UTC, +7 · 2 updated · 10 rows');
      assert.equal(node('training-dataset:delay@1/1')?.detail, 'data abcdef123456');
      assert.equal(node(`run:${run}`)?.state, 'passed');
    }));

  test('is asked for in one direction', () =>
    withRegistry(async (registry) => {
      await happened(registry);
      const down = await registry.read((db) => historyLineage({ project, db, start: COMMIT, only: 'down' }));
      assert.deepEqual(down?.nodes.map(({ id }) => id).sort(), [
        `commit:flights@1/${INSTANT}`,
        'deployment:delay',
        'feature-group:flights@1',
        'model-version:delay@3',
        'training-dataset:delay@1/1',
      ]);
    }));

  test('of one prediction begins with edges that no registry keeps', () =>
    withRegistry(async (registry) => {
      const run = await happened(registry);
      const start = { kind: 'prediction', id: 'p1' };
      const also = [{ from: VERSION, to: start, role: 'predicted' }];
      const page = await registry.read((db) => historyLineage({ project, db, start, only: 'up', also }));
      const ids = page?.nodes.map(({ id }) => id) ?? [];
      for (const id of ['prediction:p1', 'model-version:delay@3', `run:${run}`, 'file:data/flights.csv']) {
        assert.ok(ids.includes(id), `${id} is missing in ${ids.join(', ')}`);
      }
      assert.ok(!ids.includes('deployment:delay'));
    }));

  test('of what the registry does not know is nothing', () =>
    withRegistry(async (registry) => {
      assert.equal(await registry.read((db) => historyLineage({ project, db, start: VERSION })), undefined);
    }));
});
