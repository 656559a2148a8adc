import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { registerAsset } from '../../core/registry/assets.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import type { TreeNode } from '../../core/views/tree.ts';
import { FLIGHTS } from './flights.ts';
import { startServer } from './kit.ts';

test('below a view stand its training datasets, with what was created of them', async () => {
  const server = await startServer();
  try {
    const project = await server.project(FLIGHTS);
    const rows = async () => {
      const folders = await project.request<readonly TreeNode[]>('plumbline/featureStore', null);
      const [view] = folders.find(({ id }) => id === 'feature-view')?.children ?? [];
      return (view?.children ?? []).map(({ label, description, target, children }) => ({
        row: `${label}: ${description}`,
        line: target?.range.start.line,
        facts: (children ?? []).map((each) => `${each.label}: ${each.description}`),
      }));
    };
    assert.deepEqual(await rows(), [{ row: 'Training dataset 1: not created yet', line: 11, facts: [] }]);

    const registry = await openRegistry(path.join(project.root, '.plumbline'));
    const dataset = { kind: 'training-dataset', name: 'delay@1', fingerprint: '0123456789abcdef' };
    const commits = { 'flights@1': '20130131120000000' };
    await registry.write((db) => {
      registerAsset(db, {
        ...dataset,
        version: 1,
        details: { splits: { train: 7000, test: 3000 }, left_out: 12, commits },
      });
      // One that the view does not declare any more, and one that says nothing that we know.
      registerAsset(db, { ...dataset, version: 3, details: { splits: { all: 1 } } });
      registerAsset(db, { ...dataset, version: 4, details: { splits: 'many' } });
    });
    registry.dispose();
    await server.connection.sendNotification('plumbline/ran');
    await project.work();
    const hash = 'Data hash: 0123456789ab';
    assert.deepEqual(await rows(), [
      {
        row: 'Training dataset 1: train 7,000 · test 3,000 · 12 in no part',
        line: 11,
        facts: [hash, 'flights@1: 20130131120000000'],
      },
      { row: 'Training dataset 3: 1 row', line: 0, facts: [hash] },
      { row: 'Training dataset 4: ', line: 0, facts: [hash] },
    ]);
  } finally {
    await server.stop();
  }
});
