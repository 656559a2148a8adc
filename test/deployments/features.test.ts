import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPrediction } from '../../core/deployments/prediction-log.ts';
import { readSnapshot } from '../../core/registry/snapshots.ts';
import { asLiveDeployment } from '../../core/views/live-deployment.ts';
import { plumbline } from '../cli/cli-kit.ts';
import {
  addVersion,
  type Client,
  deploymentFile,
  deployVersion,
  rowsOf,
  type Shop,
  withGateway,
  withShop,
} from './deployment-kit.ts';

const VOLUME = `import pandas as pd

def volume(width: pd.Series, height: pd.Series) -> pd.Series:
    return width * height
`;

const FILES = {
  'orders.feature-group.yaml': `name: orders
version: 1
description: One row per order.
primary_key: [order_id]
features:
  - { name: order_id, type: string }
  - { name: items, type: int }
  - { name: width, type: double }
  - { name: height, type: double }
  - { name: volume, type: double, function: features/volume.py::volume }
  - { name: price, type: double }
`,
  'price.feature-view.yaml': `name: price
version: 1
description: What an order costs.
labels: [price]
query: { from: orders@1, select: [items, volume, price] }
`,
  'features/volume.py': VOLUME,
  'orders.pipeline.yaml': `name: make_orders
type: feature
run: ${JSON.stringify([process.execPath, 'make.mjs'])}
inputs: { raw: orders.csv }
outputs: { orders: { feature_group: orders@1, operation: upsert } }
`,
  'make.mjs': `import { copyFileSync, readFileSync } from 'node:fs';
const run = JSON.parse(readFileSync(process.env.PLUMBLINE_RUN, 'utf8'));
copyFileSync(run.inputs.raw, run.outputs.orders + '.csv');
`,
  'orders.csv': 'order_id,items,width,height,volume,price\na,1,2,3,6,10\nb,2,3,4,12,20\n',
};

const SUM = `class Predictor:
    def __init__(self, model_dir): pass
    def predict(self, rows):
        assert all(set(row) == {"items", "volume"} for row in rows), rows
        return [row["items"] * 100.0 + row["volume"] for row in rows]
`;

async function serving(
  work: (client: Client, shop: Shop) => Promise<void>,
  files: Readonly<Record<string, string>> = FILES,
): Promise<void> {
  await withShop(files, async (shop) => {
    const { code, stderr } = await plumbline(shop.folder, ['run', 'make_orders']);
    assert.equal(code, 0, stderr);
    const features = ['items', 'volume'];
    await addVersion(shop.registry, 3, { predictor: SUM, features, code: { 'features/volume.py': VOLUME } });
    await deployVersion(shop, 3);
    await withGateway(shop, (client) => work(client, shop));
  });
}

const columns = (given: Readonly<Record<string, readonly (string | number)[]>>) => ({
  inputs: Object.entries(given).map(([name, data]) => {
    const datatype = typeof data[0] === 'string' ? 'BYTES' : name === 'items' ? 'INT32' : 'FP64';
    return { name, datatype, shape: [data.length], data };
  }),
});

async function predicted(client: Client, request: unknown) {
  const response = await client.infer(request);
  // biome-ignore lint/suspicious/noExplicitAny: tests look into any shape.
  const answer = (await response.json()) as any;
  if (response.status !== 200) return { status: response.status, error: answer.error as string };
  return { data: answer.outputs[0].data as number[], ids: (answer.parameters.prediction_ids as string).split(',') };
}

/** The log is written a moment after the answer. */
async function logged({ registry }: Shop, id = '') {
  for (let tries = 0; tries < 100; tries++) {
    const found = await findPrediction(registry.storage, id);
    if (found !== undefined) return found;
    await sleep(20);
  }
  throw new Error(`${id} was not logged`);
}

test('features are looked up by key; what the request gives itself goes first', async () => {
  await serving(async (client, shop) => {
    const found = await predicted(client, columns({ order_id: ['b', 'a'] }));
    assert.deepEqual(found.data, [212, 106]);
    const line = await logged(shop, found.ids?.[0]);
    assert.deepEqual([line.key, line.features], [{ order_id: 'b' }, { items: 2, volume: 12 }]);
    assert.match(line.commits?.['orders@1'] ?? '', /^\d+$/);

    assert.deepEqual((await predicted(client, columns({ order_id: ['a'], items: [9] }))).data, [906]);
    const strange = await predicted(client, columns({ order_id: ['z'] }));
    assert.deepEqual(strange, {
      status: 404,
      error: 'there is no row with order_id "z", and the request does not give all features',
    });
  });
});

test('new rows are found a moment after they were committed', async () => {
  await serving(async (client, shop) => {
    await writeFile(join(shop.folder, 'orders.csv'), 'order_id,items,width,height,volume,price\nc,3,1,1,1,30\n');
    assert.equal((await plumbline(shop.folder, ['run', 'make_orders'])).code, 0);
    for (let tries = 0; ; tries++) {
      const { data } = await predicted(client, columns({ order_id: ['c'] }));
      if (data !== undefined) return assert.deepEqual(data, [301]);
      assert.ok(tries < 200, 'the new row was not found');
      await sleep(50);
    }
  });
});

test('features that a request lacks are computed from what it gives, by the function of training', async () => {
  await serving(async (client, shop) => {
    const direct = await predicted(client, columns({ items: [1, 2], width: [5, 6], height: [2, 2] }));
    assert.deepEqual(direct.data, [110, 212]);
    const line = await logged(shop, direct.ids?.[1]);
    assert.deepEqual(line.features, { items: 2, volume: 12 });

    assert.deepEqual((await predicted(client, columns({ order_id: ['a'], width: [5], height: [5] }))).data, [125]);
    const half = await predicted(client, columns({ items: [1], width: [5] }));
    assert.equal(half.error, 'the request lacks volume; give the features, or the key order_id to have them looked up');
    assert.equal((await client.infer(rowsOf([1]))).status, 400);
  });
});

test('requests are judged by a suite of the group, off the request path', async () => {
  const files = {
    ...FILES,
    'price.deployment.yaml': deploymentFile('request_expectations: orders\n'),
    'orders.expectations.yaml': `name: orders
feature_group: orders@1
expectations:
  - { type: expect_column_values_to_be_between, kwargs: { column: items, min_value: 1, max_value: 100 } }
  - { type: expect_column_values_to_not_be_null, kwargs: { column: price } }
`,
  };
  const work = async (client: Client, shop: Shop) => {
    assert.deepEqual((await predicted(client, columns({ items: [1, 900, 901], volume: [1, 1, 1] }))).data?.length, 3);
    for (let tries = 0; ; tries++) {
      const live = asLiveDeployment(await readSnapshot(shop.registry.storage, 'deployments/price'));
      if (live?.requests?.judged === 3) {
        const { failing, findings } = live.requests;
        assert.deepEqual([failing, findings], [2, [{ sentence: 'items: 900 is not between 1 and 100', rows: 2 }]]);
        assert.ok(client.told.includes('price a request does not meet orders: items: 900 is not between 1 and 100'));
        return;
      }
      assert.ok(tries < 200, 'the rows were not judged');
      await sleep(50);
    }
  };
  await serving(work, files);
});
