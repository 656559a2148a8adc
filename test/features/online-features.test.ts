import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import { sql } from '../../core/engine/sql.ts';
import { openOnlineFeatures } from '../../core/features/online-features.ts';
import { ensureTrainingDataset } from '../../core/features/training-dataset.ts';
import { orders, type Shop, withOrders } from './orders-kit.ts';

async function online({ storage, ...shop }: Shop) {
  const { plan, read } = await shop.request(3);
  return openOnlineFeatures({
    plan: plan.view,
    read,
    startEngine: () => startDuckDb({ folders: [storage], threads: 2 }),
  });
}

test('a row found by its key is the row that training sees, without the label', async () => {
  await withOrders(async (shop) => {
    const { files } = await ensureTrainingDataset(await shop.request(3));
    const { from } = await shop.engine.open({ path: files.all ?? '' });
    const trained = await shop.engine.query(sql`SELECT id, made_at, price, w_rain FROM ${from}`);
    const features = await online(shop);
    try {
      const keys = trained.rows.map(([id]) => ({ id: String(id) }));
      const { rows } = await features.lookup(keys);
      assert.deepEqual(
        rows.map((row) => row && Object.values(row)),
        trained.rows,
      );
      assert.deepEqual(Object.keys(rows[0] ?? {}), ['id', 'made_at', 'price', 'w_rain']);
    } finally {
      await features.dispose();
    }
  });
});

test('a key that is not there, or is no key, finds nothing', async () => {
  await withOrders(async (shop) => {
    const features = await online(shop);
    try {
      const { rows } = await features.lookup([
        { id: 'nobody' },
        { id: null },
        {},
        { id: ['o1'] },
        { id: "o1' OR true --" },
      ]);
      assert.deepEqual(rows, [undefined, undefined, undefined, undefined, undefined]);
    } finally {
      await features.dispose();
    }
  });
});

test('new commits are seen after a refresh, and each answer says which it is of', async () => {
  await withOrders(async (shop) => {
    const features = await online(shop);
    try {
      const before = await features.lookup([{ id: 'o1' }, { id: 'o95' }]);
      assert.deepEqual([before.rows[0]?.price, before.rows[1]], [7, undefined]);
      assert.equal(await features.refresh(), false);
      await shop.commit(
        'orders',
        orders(100, (index) => index),
      );
      assert.deepEqual(await features.lookup([{ id: 'o1' }, { id: 'o95' }]), before);
      assert.equal(await features.refresh(), true);
      const after = await features.lookup([{ id: 'o1' }, { id: 'o95' }]);
      assert.deepEqual(
        after.rows.map((row) => row?.price),
        [1, 95],
      );
      assert.notEqual(after.commits['orders@1'], before.commits['orders@1']);
      assert.equal(after.commits['weather@1'], before.commits['weather@1']);
    } finally {
      await features.dispose();
    }
  });
});

test('of a key with a history the latest row answers', async () => {
  const view = 'name: late_orders\nversion: 1\nquery: { from: weather@1, select: [rain] }\n';
  await withOrders(
    async ({ storage, ...shop }) => {
      const { plan, read } = await shop.request();
      const startEngine = () => startDuckDb({ folders: [storage], threads: 2 });
      const features = await openOnlineFeatures({ plan: plan.view, read, startEngine });
      try {
        // The 72nd hour of shop a has index 142.
        const { rows } = await features.lookup([{ shop: 'a' }]);
        assert.deepEqual(rows, [{ shop: 'a', seen_at: '2024-01-03T23:00:00+00:00', rain: (142 * 5) % 11 }]);
      } finally {
        await features.dispose();
      }
    },
    { 'late_orders.feature-view.yaml': view },
  );
});
