import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from '../../core/engine/sql.ts';
import { ensureTrainingDataset, recreateTrainingDataset } from '../../core/features/training-dataset.ts';
import { namesIn, remove } from '../../core/platform/files.ts';
import { listAssets } from '../../core/registry/assets.ts';
import { edgesAlong } from '../../core/registry/edges.ts';
import { listEvents } from '../../core/registry/events.ts';
import { ORDERS_VIEW, openShop, orders, type Shop, weather, withOrders } from './orders-kit.ts';

const create = async (shop: Shop, dataset?: number) => ensureTrainingDataset(await shop.request(dataset));

async function rowsOf({ engine }: Shop, file: string): Promise<readonly (readonly unknown[])[]> {
  const { from } = await engine.open({ path: file });
  return (await engine.query(sql`SELECT * FROM ${from}`)).rows;
}

test('a dataset is created once: files by part, sorted by key, registered with its commits', async () => {
  await withOrders(async (shop) => {
    const made = await create(shop);
    assert.equal(made.created, true);
    assert.equal(made.ref, 'late_orders@1/1');
    const { splits, features, labels, keys, columns, commits, left_out } = made.details;
    assert.deepEqual([features, labels, keys, left_out], [['price', 'w_rain'], ['late'], ['id'], 0]);
    assert.deepEqual(
      columns.map(({ name }) => name),
      ['id', 'made_at', 'price', 'late', 'w_rain'],
    );
    assert.deepEqual(Object.keys(commits), ['orders@1', 'weather@1']);
    const parts = await Promise.all(Object.values(made.files).map((file) => rowsOf(shop, file)));
    assert.deepEqual(
      parts.map(({ length }) => length),
      Object.values(splits),
    );
    const ids = parts.flatMap((rows) => rows.map(([id]) => String(id)));
    assert.equal(new Set(ids).size, 90);
    for (const rows of parts)
      assert.deepEqual(
        rows.map(([id]) => id),
        rows.map(([id]) => String(id)).toSorted(),
      );

    const [asset] = await shop.registry.read((db) => listAssets(db, 'training-dataset'));
    assert.deepEqual([asset?.name, asset?.version, asset?.fingerprint], ['late_orders@1', 1, made.hash]);
    assert.deepEqual(asset?.details, made.details);
    const node = { kind: 'training-dataset', id: made.ref };
    const edges = await shop.registry.read((db) => edgesAlong(db, node, 'up'));
    assert.deepEqual(edges.map(({ from, role }) => [from.kind, from.id, role]).toSorted(), [
      ...Object.entries(commits).map(([group, instant]) => ['commit', `${group}/${instant}`, 'read']),
      ['feature-view', 'late_orders@1', 'read'],
    ]);
    const [event] = await shop.registry.read((db) => listEvents(db, `training-dataset:${made.ref}`));
    assert.equal(event?.action, 'registered');
  });
});

test('what is registered stays as it is when groups go on; a new dataset reads the new commits', async () => {
  await withOrders(async (shop) => {
    const before = await create(shop);
    await shop.commit(
      'orders',
      orders(100, (index) => index),
    );
    const after = await create(shop);
    assert.deepEqual([after.created, after.hash, after.newer], [false, before.hash, ['orders@1']]);
    assert.deepEqual(after.details, before.details);
    const again = await recreateTrainingDataset(await shop.request());
    assert.equal(again.hash, before.hash);
    const next = await create(shop, 3);
    assert.deepEqual(next.details.splits, { all: 100 });
  });
});

test('the same commits give the same hash elsewhere, in other files and with other rows in between', async () => {
  let hash = '';
  await withOrders(async (shop) => {
    hash = (await create(shop)).hash;
  });
  await withOrders(async (shop) => {
    // The same rows in the end, by another way.
    await shop.commit(
      'orders',
      orders(100, () => 1),
    );
    await shop.commit('orders', orders(), 'overwrite');
    await shop.commit('weather', weather(2), 'delete');
    await shop.commit('weather', weather());
    assert.equal((await create(shop)).hash, hash);
  });
});

test('a filter and spans of time choose the rows', async () => {
  await withOrders(async (shop) => {
    const { details, files } = await create(shop, 2);
    const rows = await rowsOf(shop, files.test ?? '');
    // 30 orders a day; the third day is the test.
    assert.deepEqual(
      rows.map(([id]) => id),
      expected(60, 90),
    );
    assert.deepEqual(details.splits, { train: expected(0, 60).length, test: expected(60, 90).length });
  });
});

function expected(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
    .filter((index) => (index * 7) % 23 > 10)
    .map((index) => `o${index}`)
    .toSorted();
}

test('files that are gone are made again, files that were changed are told', async () => {
  await withOrders(async (shop) => {
    const { path, files, hash } = await create(shop);
    await shop.commit('orders', orders(100));
    await remove(path);
    const again = await create(shop);
    assert.deepEqual(
      [again.created, again.hash, await namesIn(path)],
      [false, hash, ['manifest.json', 'test.parquet', 'train.parquet', 'validation.parquet']],
    );
    await writeFile(files.train ?? '', await readFile(files.test ?? ''));
    await assert.rejects(create(shop), { kind: 'findings', message: /are not what was registered/ });
  });
});

test('a definition that changed after its dataset was created is told, its words and tags aside', async () => {
  await withOrders(async (shop) => {
    const { hash } = await create(shop);
    const edit = (text: string) => writeFile(join(shop.folder, 'late_orders.feature-view.yaml'), text);
    await edit(ORDERS_VIEW.replace('description: What', 'description: All that'));
    assert.equal((await create(shop)).hash, hash);
    await edit(ORDERS_VIEW.replace('seed: 7', 'seed: 8'));
    await assert.rejects(create(shop), { kind: 'findings', message: /registered with another definition/ });
    await edit(ORDERS_VIEW.replace('within: 2h', 'within: 1h'));
    await assert.rejects(create(shop), { kind: 'findings', message: /registered with another definition/ });
  });
});

test('a folder whose maker was killed before it came to the registry is taken over', async () => {
  await withOrders(async (shop) => {
    const made = await create(shop);
    await remove(join(shop.storage, 'registry.db'));
    await remove(join(shop.storage, 'registry.db.bak'));
    const again = await openShop(shop.folder);
    try {
      await shop.commit('orders', orders(100));
      const taken = await create(again);
      assert.deepEqual([taken.created, taken.hash, taken.details], [true, made.hash, made.details]);
    } finally {
      await again.engine.dispose();
      again.registry.dispose();
    }
  });
});

test('what is cancelled leaves nothing, and may be asked for again at once', async () => {
  await withOrders(async (shop) => {
    const request = await shop.request();
    await assert.rejects(ensureTrainingDataset({ ...request, signal: AbortSignal.abort() }), { kind: 'cancelled' });
    assert.deepEqual(await namesIn(join(shop.storage, 'training_datasets/late_orders_1')), []);
    assert.equal((await ensureTrainingDataset(request)).created, true);
  });
});

test('two who create the same dataset at once get the same one', async () => {
  await withOrders(async (shop) => {
    const other = await openShop(shop.folder);
    try {
      const made = await Promise.all([create(shop), create(other)]);
      assert.deepEqual(made.map(({ created }) => created).toSorted(), [false, true]);
      assert.equal(made[0].hash, made[1].hash);
    } finally {
      await other.engine.dispose();
      other.registry.dispose();
    }
  });
});

test('a group without rows, and a number that the view does not declare, are told', async () => {
  await withOrders(async (shop) => {
    await assert.rejects(shop.request(9), { kind: 'usage', message: /has no training dataset 9/ });
    await remove(join(shop.storage, 'tables/weather_1'));
    await assert.rejects(create(shop), { kind: 'failed', message: /weather@1 has no rows yet/ });
    assert.deepEqual(await namesIn(join(shop.storage, 'training_datasets/late_orders_1')), []);
  });
});
