import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { existsIn } from '../../core/rules/exists-in.ts';
import { writeFiles } from '../platform/folder-kit.ts';

test('a path that a definition names is there or not, whatever it is', async () => {
  await withTemporaryFolder(async (root) => {
    await writeFiles(root, { 'pipelines/train.py': '' });
    const exists = existsIn(root);
    assert.deepEqual(['pipelines/train.py', 'pipelines'].map(exists), [true, true]);
    for (const path of ['train.py', 'pipelines/train.py/x', 'a\0b', 'x'.repeat(5000)]) {
      assert.equal(exists(path), false, path.slice(0, 20));
    }
  });
});
