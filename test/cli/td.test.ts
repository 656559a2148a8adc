import assert from 'node:assert/strict';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from '../../core/engine/sql.ts';
import { namesIn } from '../../core/platform/files.ts';
import { orders, withOrders } from '../features/orders-kit.ts';
import { json, plumbline } from './cli-kit.ts';

test('td create makes the first dataset, and prints the same hash when it is asked again', async () => {
  await withOrders(async ({ folder }) => {
    const first = await plumbline(folder, ['td', 'create', 'late_orders', '--format', 'json']);
    assert.equal(first.code, 0, first.stderr);
    const made = json(first);
    assert.match(made.hash, /^[0-9a-f]{64}$/);
    assert.deepEqual([made.view, made.dataset, made.rows, made.created], ['late_orders@1', 1, 90, true]);
    assert.equal(made.splits.train + made.splits.validation + made.splits.test, 90);
    assert.deepEqual(Object.keys(made.commits), ['orders@1', 'weather@1']);
    assert.equal(made.path, join(folder, '.plumbline/training_datasets/late_orders_1/1'));

    const again = json(await plumbline(folder, ['td', 'create', 'late_orders@1/1', '--format', 'json']));
    assert.deepEqual(again, { ...made, created: false });
    const text = await plumbline(folder, ['td', 'create', 'late_orders@1']);
    assert.match(text.stdout, new RegExp(`late_orders@1/1 is there already \\(90 rows\\)\\n +hash +${made.hash}\\n`));
  });
});

test('-o copies the files, and newer commits are told', async () => {
  await withOrders(async ({ folder, commit }) => {
    await plumbline(folder, ['td', 'create', 'late_orders/3']);
    await commit('orders', orders(95));
    const { stdout, code } = await plumbline(folder, ['td', 'create', 'late_orders/3', '-o', 'copy']);
    assert.equal(code, 0);
    assert.match(stdout, /orders@1 has newer commits, which only a new dataset reads/);
    assert.deepEqual(await namesIn(join(folder, 'copy')), ['all.parquet']);
  });
});

test('td recreate reads the same commits again; rows that were changed behind our back are a finding', async () => {
  await withOrders(async ({ folder, storage, engine, commit }) => {
    const unborn = await plumbline(folder, ['td', 'recreate', 'late_orders@1']);
    assert.deepEqual([unborn.code, unborn.stderr.includes('try: plumbline td create late_orders@1/1')], [2, true]);

    const made = json(await plumbline(folder, ['td', 'create', 'late_orders', '--format', 'json']));
    await commit(
      'orders',
      orders(100, (index) => index),
    );
    const again = await plumbline(folder, ['td', 'recreate', 'late_orders@1', '--format', 'json']);
    assert.equal(again.code, 0, again.stderr);
    assert.deepEqual([json(again).hash, json(again).recreated], [made.hash, made.hash]);

    const table = join(storage, 'tables/orders_1');
    for (const name of (await namesIn(table)).filter((each) => each.endsWith('.parquet'))) {
      const { from } = await engine.open({ path: join(table, name) });
      await engine.copy(sql`SELECT * REPLACE (price + 1 AS price) FROM ${from}`, join(folder, 'other.parquet'));
      await rename(join(folder, 'other.parquet'), join(table, name));
    }
    const changed = await plumbline(folder, ['td', 'recreate', 'late_orders@1/1', '--format', 'json']);
    assert.equal(changed.code, 1);
    assert.notEqual(json(changed).recreated, made.hash);
    assert.match(changed.stderr, /late_orders@1\/1 does not turn out the same again/);
  });
});

test('names that mean nothing are told with what there is', async () => {
  await withOrders(async ({ folder }) => {
    for (const [args, words] of [
      [['create', 'late_order'], /did you mean late_orders\?/],
      [['create', 'late_orders@4'], /there is late_orders@1/],
      [['create', 'late_orders@1/9'], /the view has 1, 2, 3/],
      [['create', 'late_orders@1/x'], /names no training dataset/],
      [['recreate', 'late_orders'], /names no training dataset/],
    ] as const) {
      const { code, stderr } = await plumbline(folder, ['td', ...args]);
      assert.deepEqual([code, words.test(stderr)], [2, true], stderr);
    }
  });
});
