import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readManifest } from '../../core/features/dataset-files.ts';
import { ensureTrainingDataset } from '../../core/features/training-dataset.ts';
import { namesIn, remove } from '../../core/platform/files.ts';
import { findAsset } from '../../core/registry/assets.ts';
import { firstWords, killed, programPath, startNode } from '../platform/process-kit.ts';
import { openShop, withOrders } from './orders-kit.ts';

const KILLS = process.env.PLUMBLINE_LONG ? 50 : 8;

test('killed at any moment, a process leaves a whole dataset or none, and the next one gets the same', async () => {
  await withOrders(async ({ folder, storage, ...shop }) => {
    const hashes = new Map<number, string>();
    for (const number of [1, 2, 3]) hashes.set(number, (await ensureTrainingDataset(await shop.request(number))).hash);
    const home = join(storage, 'training_datasets/late_orders_1');
    const wipe = async () => {
      for (const name of ['training_datasets', 'registry.db', 'registry.db.bak']) await remove(join(storage, name));
    };
    let [whole, none] = [0, 0];
    for (let round = 0; round < KILLS; round++) {
      await wipe();
      const child = startNode(programPath('create-training-data.ts', import.meta.url), folder);
      await firstWords(child);
      // From nothing done to everything done.
      await sleep((round / KILLS) * 700);
      if (child.exitCode === null) await killed(child);
      const again = await openShop(folder);
      try {
        for (const [number, hash] of hashes) {
          const registered = await again.registry.read((db) =>
            findAsset(db, 'training-dataset', 'late_orders@1', number),
          );
          const manifest = await readManifest(join(home, String(number)));
          if (registered !== undefined) assert.notEqual(manifest, undefined, 'registered without files');
          if (manifest === undefined) none += 1;
          else whole += 1;
          // What is there is held against its hash.
          assert.equal((await ensureTrainingDataset(await again.request(number))).hash, hash);
        }
        const left = (await namesIn(home)).filter((name) => name.startsWith('.') || name.endsWith('.lock'));
        assert.deepEqual(left, []);
      } finally {
        await again.engine.dispose();
        again.registry.dispose();
      }
    }
    assert.ok(whole > 0 && none > 0, `killed too early or too late each time: ${whole} whole, ${none} none`);
  });
});
