import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { keptData, keptDataFolder } from '../../core/pipelines/kept-data.ts';
import { planOutputs } from '../../core/pipelines/plan-outputs.ts';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { projectFromFiles } from '../../core/project/load-project.ts';

const KEY = { kind: 'feature-group', name: 'orders', version: 1 } as const;

test('a feature group whose name leads elsewhere takes no rows', async () => {
  const project = await projectFromFiles('/shop', [
    ['a.feature-group.yaml', 'name: "../../orders"\nversion: 1\nfeatures: []\n'],
    ['a.pipeline.yaml', 'name: a\noutputs:\n  rows: { feature_group: "../../orders", operation: overwrite }\n'],
  ]);
  const pipeline = project.resolve('pipeline', 'a');
  assert.ok(pipeline);
  assert.throws(() => planOutputs(project, pipeline, '/shop/outputs'), {
    name: 'PlumblineError',
    message: 'output rows cannot be taken',
    help: 'give the group in a.feature-group.yaml a name of letters, digits, _ and -',
  });
});

test('an index of kept rows from anywhere cannot name files outside its folder', async () => {
  await withTemporaryFolder(async (storage) => {
    const folder = keptDataFolder(storage);
    await mkdir(folder);
    const index = (file: string) =>
      writeFile(join(folder, 'index.json'), JSON.stringify({ orders_1: { file, format: 'csv', run: 'r', at: '' } }));
    await writeFile(join(storage, 'secret.csv'), 'a\n1\n');
    await writeFile(join(folder, 'own.csv'), 'a\n1\n');
    await symlink(join(storage, 'secret.csv'), join(folder, 'link.csv'));
    await index('own.csv');
    assert.equal((await keptData(storage, KEY))?.path, join(folder, 'own.csv'));
    for (const file of ['../secret.csv', 'link.csv', '/etc/passwd']) {
      await index(file);
      assert.equal(await keptData(storage, KEY), undefined, file);
    }
  });
});

test('a damaged index of kept rows says what to do', async () => {
  await withTemporaryFolder(async (storage) => {
    await mkdir(keptDataFolder(storage));
    await writeFile(join(keptDataFolder(storage), 'index.json'), '{"orders_1":');
    await assert.rejects(keptData(storage, KEY), { name: 'PlumblineError', help: /run the pipelines again/ });
  });
});
