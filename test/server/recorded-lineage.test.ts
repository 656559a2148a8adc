import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { registerAsset } from '../../core/registry/assets.ts';
import { addEdge } from '../../core/registry/edges.ts';
import { recordResult } from '../../core/registry/record-result.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import { EXPLANATION } from '../../core/views/explanation.ts';
import type { LineagePage } from '../../core/views/lineage-page.ts';
import { FLIGHTS } from './flights.ts';
import { startServer } from './kit.ts';

test('the lineage of a version is what happened, that of a prediction what was explained', async () => {
  const server = await startServer();
  try {
    const project = await server.project(FLIGHTS);
    const registry = await openRegistry(path.join(project.root, '.plumbline'));
    const version = { kind: 'model-version', id: 'delay@1' };
    await registry.write((db) => {
      registerAsset(db, { kind: 'model-version', name: 'delay', version: 1, fingerprint: 'f', details: {} });
      addEdge(db, { from: { kind: 'training-dataset', id: 'delay@1/1' }, to: version, role: 'trained on' });
    });
    const page: LineagePage = { kind: 'lineage', focus: 'prediction:p1', nodes: [], edges: [] };
    const whole = { page };
    const about = { kind: EXPLANATION, subject: 'p1', target: 'delay', success: true, items: [], whole };
    await recordResult(registry, about);
    registry.dispose();
    const lineage = (asset: string) => project.request<LineagePage | null>('plumbline/lineage', { asset });

    assert.deepEqual((await lineage('model-version:delay@1'))?.edges, [
      { from: 'training-dataset:delay@1/1', to: 'model-version:delay@1', role: 'trained on' },
    ]);
    assert.deepEqual(await lineage('prediction:p1'), page);
    assert.equal(await lineage('prediction:p2'), null);
    assert.equal(await lineage('model-version:delay@2'), null);
  } finally {
    await server.stop();
  }
});
