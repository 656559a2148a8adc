import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { runFolder, tidyRunFolders } from '../../core/pipelines/run-folders.ts';
import { namesIn } from '../../core/platform/files.ts';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { newId } from '../../core/registry/new-id.ts';
import { writeFiles } from '../platform/folder-kit.ts';

/** Ids of runs, the older first. */
const [r1 = '', r2 = '', r3 = '', r4 = ''] = Array.from({ length: 4 }, newId);

describe('the folders of runs', () => {
  test('of ended runs inputs and outputs go, of old ones everything; a run at work is left alone', async () => {
    await withTemporaryFolder(async (storage) => {
      for (const run of [r1, r2, r3, r4]) {
        await writeFiles(runFolder(storage, run).folder, {
          'run.json': '{}',
          'log.txt': '',
          'inputs/stops': 'x',
          'outputs/trips': 'x',
        });
      }
      await tidyRunFolders(storage, async () => new Set([r1, r4]), 1);
      assert.deepEqual(await namesIn(join(storage, 'runs')), [r1, r3, r4]);
      const filesOf = (run: string) => namesIn(runFolder(storage, run).folder);
      assert.deepEqual(await filesOf(r1), ['inputs', 'log.txt', 'outputs', 'run.json']);
      assert.deepEqual(await filesOf(r3), ['log.txt', 'run.json']);
      assert.deepEqual(await filesOf(r4), ['inputs', 'log.txt', 'outputs', 'run.json']);
    });
  });

  test('what else stands beside them stays', async () => {
    await withTemporaryFolder(async (storage) => {
      await writeFiles(join(storage, 'runs'), { 'tensorboard/outputs/model': 'mine', 'notes.txt': 'mine' });
      await tidyRunFolders(storage, async () => new Set(), 0);
      assert.deepEqual(await namesIn(join(storage, 'runs')), ['notes.txt', 'tensorboard']);
      assert.deepEqual(await namesIn(join(storage, 'runs/tensorboard/outputs')), ['model']);
    });
  });

  test('a run that begins while others are listed is not taken for a dead one', async () => {
    await withTemporaryFolder(async (storage) => {
      await writeFiles(runFolder(storage, r1).folder, { 'outputs/trips': 'x' });
      await tidyRunFolders(storage, async () => {
        await writeFiles(runFolder(storage, r2).folder, { 'outputs/trips': 'x' });
        return new Set([r1, r2]);
      });
      assert.deepEqual(await namesIn(runFolder(storage, r2).outputs), ['trips']);
    });
  });
});
