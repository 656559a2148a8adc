import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  addVersion,
  type Client,
  deploymentFile,
  deployVersion,
  rowsOf,
  type Shop,
  type VersionFiles,
  withGateway,
  withShop,
} from './deployment-kit.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests look into any shape.
const body = async (response: Response): Promise<any> => response.json();

/** A shop whose version 3 is made of this, and is deployed. */
async function serving(
  version: VersionFiles,
  deployment: string,
  work: (client: Client, shop: Shop) => Promise<void>,
): Promise<void> {
  await withShop({ 'price.deployment.yaml': deploymentFile(deployment) }, async (shop) => {
    await addVersion(shop.registry, 3, version);
    await deployVersion(shop, 3);
    await withGateway(shop, (client) => work(client, shop));
  });
}

const predictor = (lines: string) => `import time, os, math
class Predictor:
    def __init__(self, model_dir):
        self.calls = 0
    def predict(self, rows):
        self.calls += 1
${lines.replaceAll(/^/gm, '        ')}
`;

describe('the gateway', () => {
  test('answers over the Open Inference Protocol v2', async () => {
    await withShop({}, async (shop) => {
      await deployVersion(shop, 1);
      await withGateway(shop, async (client) => {
        assert.deepEqual(await body(await client.get('/v2/health/live')), { live: true });
        assert.deepEqual(await body(await client.get('/v2/health/ready')), { ready: true });
        assert.deepEqual((await body(await client.get('/v2'))).extensions, ['binary_tensor_data']);

        const model = await body(await client.get('/v2/models/price'));
        assert.deepEqual(
          model.inputs.map(({ name, datatype }: { name: string; datatype: string }) => `${name} ${datatype}`),
          ['items INT32', 'weight FP64', 'express BOOL', 'town BYTES', 'order_id BYTES'],
        );
        assert.deepEqual(model.versions, ['1']);
        assert.equal((await client.get('/v2/models/price/ready')).status, 200);
        assert.equal((await client.get('/v2/models/price/versions/1/ready')).status, 200);

        const answer = await body(await client.infer(rowsOf([1, 2, null], { id: 'mine' })));
        assert.deepEqual(
          [answer.model_name, answer.model_version, answer.id, answer.parameters.prediction_ids.split(',').length],
          ['price', '1', 'mine', 3],
        );
        assert.deepEqual(answer.outputs, [
          { name: 'prediction', datatype: 'FP64', shape: [3], data: [1001.25, 1002.25, 1000.25] },
          { name: 'score', datatype: 'FP64', shape: [3], data: [0.5, 0.5, 0.5] },
        ]);
      });
    });
  });

  test('takes and gives values as bytes', async () => {
    await withShop({}, async (shop) => {
      await deployVersion(shop, 1);
      await withGateway(shop, async (client) => {
        const items = Buffer.alloc(8);
        items.writeInt32LE(7, 0);
        items.writeInt32LE(8, 4);
        const towns = Buffer.from([2, 0, 0, 0, 0x55, 0x6d, 3, 0, 0, 0, 0x4b, 0xc3, 0xb6]);
        const head = Buffer.from(
          JSON.stringify({
            inputs: [
              { name: 'items', datatype: 'INT32', shape: [2, 1], parameters: { binary_data_size: 8 } },
              { name: 'weight', datatype: 'FP64', shape: [2], data: [0.5, 1.5] },
              { name: 'express', datatype: 'BOOL', shape: [2], parameters: { binary_data_size: 2 } },
              { name: 'town', datatype: 'BYTES', shape: [2], parameters: { binary_data_size: towns.length } },
            ],
            outputs: [{ name: 'prediction', parameters: { binary_data: true } }, { name: 'score' }],
          }),
        );
        const response = await client.infer(Buffer.concat([head, items, Buffer.from([1, 0]), towns]), {
          headers: { 'inference-header-content-length': String(head.length) },
        });
        assert.equal(response.status, 200);
        const bytes = Buffer.from(await response.arrayBuffer());
        const length = Number(response.headers.get('inference-header-content-length'));
        const told = JSON.parse(bytes.toString('utf8', 0, length));
        assert.deepEqual(told.outputs[0].parameters, { binary_data_size: 16 });
        assert.deepEqual(told.outputs[1].data, [0.5, 0.5]);
        assert.deepEqual([bytes.readDoubleLE(length), bytes.readDoubleLE(length + 8)], [1007.5, 1009.5]);
      });
    });
  });

  test('says what is wrong with a request', async () => {
    await withShop({}, async (shop) => {
      await deployVersion(shop, 1);
      await withGateway(shop, async (client) => {
        const tensor = (changes: object) => ({
          inputs: [{ name: 'items', datatype: 'INT32', shape: [1], data: [1], ...changes }],
        });
        const cases: readonly (readonly [unknown, number, RegExp])[] = [
          [Buffer.from('{"inputs": ['), 400, /the body is not JSON/],
          [{}, 400, /`inputs` has to be a list/],
          [tensor({ name: 'itmes' }), 400, /no feature itmes; did you mean items\?/],
          [tensor({ datatype: 'FP16' }), 400, /datatype FP16 is not supported/],
          [tensor({ shape: [2] }), 400, /has 1 values, its shape says 2/],
          [tensor({ shape: [1, 2], data: [1, 2] }), 400, /one value for each row/],
          [tensor({ data: ['one'] }), 400, /"one" is no INT32/],
          [tensor({ data: [1.5], datatype: 'FP64' }), 400, /1.5 is no value of INT32/],
          [tensor({}), 400, /lacks weight, express, town; give the features, or the key order_id/],
          [tensor({ parameters: { binary_data_size: 4 } }), 400, /0 bytes are left/],
          [{ ...rowsOf([1]), outputs: [{ name: 'colour' }] }, 400, /no output colour; there is prediction, score/],
          [
            { inputs: [...rowsOf([1]).inputs, { name: 'order_id', datatype: 'BYTES', shape: [2], data: ['a', 'b'] }] },
            400,
            /has 1 rows, and order_id has 2/,
          ],
        ];
        for (const [request, status, message] of cases) {
          const response = await client.infer(request);
          assert.deepEqual(
            [response.status, message.test((await body(response)).error)],
            [status, true],
            String(message),
          );
        }
        assert.equal((await client.infer(rowsOf([1]), { version: 9 })).status, 404);
        assert.equal((await client.get('/v2/models/prices')).status, 404);
        assert.equal((await client.get('/v2/models/price/infer')).status, 405);
        const large = await client.infer(Buffer.alloc(17 * 1024 * 1024));
        assert.equal(large.status, 413);
      });
    });
  });

  test('wants the token for everything but health', async () => {
    await withShop({}, async (shop) => {
      await deployVersion(shop, 1);
      await withGateway(shop, async (client) => {
        const { origin } = new URL(client.url);
        assert.equal((await fetch(`${origin}/v2/health/ready`)).status, 200);
        for (const authorization of ['', 'Bearer wrong', 'Bearer']) {
          for (const path of ['/v2', '/v2/models/price', '/anything']) {
            assert.equal((await fetch(origin + path, { headers: { authorization } })).status, 401);
          }
        }
      });
    });
  });

  test('is not ready before something is deployed, and then without a restart', async () => {
    await withShop({}, async (shop) => {
      await withGateway(shop, async (client) => {
        const early = await client.infer(rowsOf([1]));
        assert.deepEqual([early.status, (await body(early)).error], [503, 'nothing is deployed to price yet']);
        await deployVersion(shop, 1);
        assert.equal(await untilAnswered(client), 1);
      });
    });
  });

  test('puts what waits into one call', async () => {
    const slow = predictor('time.sleep(0.1)\nreturn [float(self.calls)] * len(rows)');
    await serving({ predictor: slow }, '', async (client) => {
      const answers = await Promise.all(
        Array.from({ length: 40 }, async (_, index) => body(await client.infer(rowsOf([index])))),
      );
      const calls = new Set(answers.map((answer) => answer.outputs[0].data[0]));
      assert.ok(calls.size <= 4, `40 requests took ${calls.size} calls`);
    });
  });

  test('tells what the predictor raised, and to nobody else in the same call', async () => {
    const picky = predictor('time.sleep(0.02)\nreturn [10 / row["items"] for row in rows]');
    await serving({ predictor: picky }, '', async (client) => {
      const responses = await Promise.all([1, 2, 0, 4, 5].map((items) => client.infer(rowsOf([items]))));
      assert.deepEqual(
        responses.map(({ status }) => status),
        [200, 200, 500, 200, 200],
      );
      const { error } = await body(responses[2] as Response);
      assert.equal(error, 'the predictor failed: ZeroDivisionError: division by zero');
    });
  });

  test('takes no prediction that is no number', async () => {
    const odd = predictor('return [math.nan if row["items"] == 0 else 1.0 for row in rows]');
    await serving({ predictor: odd }, '', async (client) => {
      const some = await body(await client.infer(rowsOf([1, 0])));
      assert.deepEqual(some.outputs[0].data, [1, null]);
      assert.equal(some.parameters.errors, 'row 1: the predictor gave nan as prediction');
      assert.equal((await client.infer(rowsOf([0]))).status, 500);
    });
  });

  test('gives up after the timeout', async () => {
    const slow = predictor('time.sleep(1)\nreturn [1.0] * len(rows)');
    await serving({ predictor: slow }, 'serving: { timeout: 200ms }\n', async (client) => {
      const response = await client.infer(rowsOf([1]));
      assert.deepEqual([response.status, (await body(response)).error], [504, 'no answer within 200 ms']);
    });
  });

  test('starts a process again that has crashed; only its own requests fail', async () => {
    const fragile = predictor('if rows[0]["items"] == 13: os._exit(7)\nreturn [1.0] * len(rows)');
    await serving({ predictor: fragile }, 'serving: { workers: 2 }\n', async (client) => {
      const [crashed, ...others] = await Promise.all([13, 1].map((items) => client.infer(rowsOf([items]))));
      assert.deepEqual([crashed?.status, others.map(({ status }) => status)], [503, [200]]);
      assert.match((await body(crashed as Response)).error, /the process of the model ended/);
      assert.equal(await untilAnswered(client), 3);
    });
  });
});

/** The version that answers, as soon as one does. */
async function untilAnswered(client: Client): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const response = await client.infer(rowsOf([1]));
    if (response.status === 200) return Number((await body(response)).model_version);
    await sleep(50);
  }
  throw new Error('nothing answered within ten seconds');
}
