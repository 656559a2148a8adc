import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { makeFolder } from '../../core/platform/files.ts';
import { writeAtomically } from '../../core/platform/write-atomically.ts';
import { registerAsset } from '../../core/registry/assets.ts';
import { addEdge } from '../../core/registry/edges.ts';
import { newId } from '../../core/registry/new-id.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import { json, plumbline, withFiles } from './cli-kit.ts';

const FILES = {
  'plumbline.yaml': 'project: shop\n',
  'models/late.model.yaml': 'name: late\ntask: binary-classification\n',
};

/** A version that was trained on a dataset, and one prediction of it in the log; resolves with the prediction's id. */
async function answered(folder: string): Promise<string> {
  const storage = join(folder, '.plumbline');
  const registry = await openRegistry(storage);
  await registry.write((db) => {
    const details = { predictor: 'serving/predictor.py', passed: true, metrics: { roc_auc: { value: 0.75 } } };
    registerAsset(db, { kind: 'model-version', name: 'late', version: 2, fingerprint: 'f', details });
    const from = { kind: 'training-dataset', id: 'orders@1/1' };
    addEdge(db, { from, to: { kind: 'model-version', id: 'late@2' }, role: 'trained on' });
  });
  registry.dispose();
  const id = newId();
  const prediction = {
    id,
    at: '2026-11-26T01:02:03.000Z',
    request: newId(),
    deployment: 'late',
    model: 'late',
    version: 2,
    role: 'stable',
    key: { order_id: 'O-1' },
    features: { distance_km: 12.5 },
    prediction: true,
    score: 0.8,
    latency_ms: 3.25,
    commits: { 'orders@1': '20261126010000000' },
  };
  await makeFolder(join(storage, 'deployments/late/log'));
  await writeAtomically(join(storage, `deployments/late/log/${id}.jsonl`), `${JSON.stringify(prediction)}\n`);
  return id;
}

describe('plumbline explain', () => {
  test('leads from a prediction to what was asked, the version, its data, commits and code', async () => {
    await withFiles(FILES, async (folder) => {
      const id = await answered(folder);
      const { code, stdout } = await plumbline(folder, ['explain', id]);
      assert.equal(code, 0);
      assert.equal(
        stdout,
        `prediction ${id}  true, score 0.8
  answered  2026-11-26T01:02:03.000Z by late@2, stable version of late, in 3.3 ms
  key       order_id = O-1
  features  distance_km = 12.5
upstream
  predicted by late@2 (model version, roc_auc 0.750)
    trained on orders@1/1 (training dataset)
    computed by serving/predictor.py:1 (code, serving/predictor.py)
  features from commit of orders@1 (commit)
`,
      );
    });
  });

  test('JSON: the prediction, its lineage, and the result that VS Code draws', async () => {
    await withFiles(FILES, async (folder) => {
      const id = await answered(folder);
      const told = json(await plumbline(folder, ['explain', id, '--format', 'json']));
      assert.deepEqual([told.prediction.id, told.prediction.version], [id, 2]);
      assert.equal(told.lineage.focus, `prediction:${id}`);
      assert.ok(told.lineage.edges.some(({ role }: { role: string }) => role === 'looked up'));
      assert.match(told.result, /^[0-9a-z]{26}$/);
    });
  });

  test('of a prediction that no log has is an error that says what to do', async () => {
    await withFiles(FILES, async (folder) => {
      await answered(folder);
      for (const id of [newId(), 'nonsense', '../../etc/passwd']) {
        const { code, stderr } = await plumbline(folder, ['explain', id]);
        assert.equal(code, 2);
        assert.match(stderr, /no prediction .* was logged\n {2}try: /);
      }
    });
  });
});
