import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPrediction } from '../../core/deployments/prediction-log.ts';
import { setAlias } from '../../core/registry/aliases.ts';
import { edgesAlong } from '../../core/registry/edges.ts';
import { listEvents } from '../../core/registry/events.ts';
import { json, plumbline } from '../cli/cli-kit.ts';
import { addVersion, deploymentFile, rowsOf, type Shop, startServing, withShop } from './deployment-kit.ts';

const CANARY = { 'price.deployment.yaml': deploymentFile('rollout: { strategy: canary, steps: [{ weight: 20 }] }\n') };

const run = ({ folder }: Shop, ...args: readonly string[]) => plumbline(folder, [...args, '--format', 'json']);

describe('plumbline deploy', () => {
  test('takes the version of the file, an alias, or the one that is named', async () => {
    await withShop({}, async (shop) => {
      const first = await run(shop, 'deploy', 'price');
      assert.deepEqual([first.code, json(first).version, json(first).stable.version], [0, 1, 1]);
      await addVersion(shop.registry, 3);
      const alias = { name: 'price', alias: 'champion', version: 3, actor: 'tester' };
      await shop.registry.write((db) => setAlias(db, 'model-version', alias));
      const named = json(await run(shop, 'deploy', 'price', '--model', 'price@champion'));
      assert.deepEqual([named.action, named.from, named.to], ['deployed', 1, 3]);

      const edges = await shop.registry.read((db) => edgesAlong(db, { kind: 'deployment', id: 'price' }, 'up'));
      assert.deepEqual(
        edges.map(({ from, role }) => `${from.id} ${role}`),
        ['price@1 serves', 'price@3 serves'],
      );
      const [event] = await shop.registry.read((db) => listEvents(db, 'deployment:price'));
      assert.deepEqual(
        [event?.action, event?.details],
        [
          'deployed',
          { reason: 'version 3 takes the place of version 1 at once', version: 3, from: 1, to: 3, weight: 100 },
        ],
      );
    });
  });

  test('refuses what has not passed its gates, is not there, or is of another model', async () => {
    await withShop({}, async (shop) => {
      await addVersion(shop.registry, 3, { passed: false });
      const cases = [
        ['price@3', 1, 'price@3 has not passed its gates, and is not deployed'],
        ['price@9', 2, 'there is no model version price@9'],
        ['price@best', 2, 'there is no model version price@best'],
        ['cost@1', 2, 'the deployment price serves the model price, not cost@1'],
      ] as const;
      for (const [model, code, message] of cases) {
        const ended = await run(shop, 'deploy', 'price', '--model', model);
        assert.deepEqual([ended.code, json(ended).error.message], [code, message]);
      }
      assert.equal((await run(shop, 'deploy', 'prise')).code, 2);
      const why = json(await run(shop, 'deploy', 'price', '--model', 'price@3')).error.why;
      assert.equal(why, 'r2 at least 0.7: r2 is 0.5');
      const { deployments } = json(await run(shop, 'status'));
      assert.deepEqual(
        deployments.map(({ deployment, status }: { deployment: string; status: string }) => [deployment, status]),
        [['price', 'none']],
      );
    });
  });
});

test('a rollout that could never be decided is refused', async () => {
  const analysis = 'rollout: { strategy: canary, analysis: [{ metric: requests_per_second, min: 1 }] }\n';
  await withShop({ 'price.deployment.yaml': deploymentFile(analysis) }, async (shop) => {
    const ended = await run(shop, 'deploy', 'price');
    assert.deepEqual([ended.code, /knows no metric requests_per_second/.test(json(ended).error.why)], [3, true]);
  });
});

test('a rollout is steered from the command line, and its history is kept', async () => {
  await withShop(CANARY, async (shop) => {
    await run(shop, 'deploy', 'price');
    const early = new Date().toISOString();
    const deployed = json(await run(shop, 'deploy', 'price', '--model', 'price@2'));
    assert.deepEqual([deployed.weight, deployed.candidate.version, deployed.status], [20, 2, 'progressing']);
    assert.equal(json(await run(shop, 'pause', 'price', '--reason', 'lunch')).status, 'paused');
    assert.equal(json(await run(shop, 'resume', 'price')).status, 'progressing');
    assert.equal(json(await run(shop, 'promote', 'price')).stable.version, 2);
    const nothing = await run(shop, 'abort', 'price');
    assert.deepEqual([nothing.code, json(nothing).error.message], [2, 'there is nothing to abort']);

    const then = json(await run(shop, 'status', 'price', '--at', early)).deployments[0];
    assert.deepEqual([then.version, then.model], [1, 'price']);
    const now = json(await run(shop, 'status', 'price')).deployments[0];
    assert.deepEqual([now.stable.version, now.rollback_to, now.strategy], [2, 1, 'canary']);

    const back = json(await run(shop, 'rollback', 'price', '--to', early, '--reason', 'too dear'));
    assert.deepEqual([back.stable.version, back.reason], [1, 'too dear']);
    const never = await run(shop, 'rollback', 'price', '--to', '7');
    assert.deepEqual([never.code, json(never).error.message], [2, 'version 7 was never live here']);
    assert.equal((await run(shop, 'rollback', 'price', '--to', 'yesterday')).code, 2);

    const events = await shop.registry.read((db) => listEvents(db, 'deployment:price'));
    assert.deepEqual(
      events.map(({ action }) => action),
      ['rolled back', 'promoted', 'resumed', 'paused', 'deployed', 'deployed'],
    );
  });
});

test('serve tells in one line where it is, follows the commands, and ends cleanly', async () => {
  await withShop({}, async (shop) => {
    const nobody = await plumbline(shop.folder, ['serve', '--port', '99999']);
    assert.equal(nobody.code, 2);
    await run(shop, 'deploy', 'price');
    const serving = await startServing(shop.folder, ['price']);
    assert.deepEqual(Object.keys(serving.ready), ['address', 'token', 'deployments']);
    assert.deepEqual(serving.ready.deployments, { price: { url: serving.url, version: 1 } });
    const taken = await plumbline(shop.folder, ['serve', '--port', new URL(serving.url).port]);
    assert.deepEqual([taken.code, /another program does/.test(taken.stderr)], [3, true]);

    await run(shop, 'deploy', 'price', '--model', 'price@2');
    // biome-ignore lint/suspicious/noExplicitAny: tests look into any shape.
    let answer: any;
    for (let tries = 0; tries < 200 && answer?.model_version !== '2'; tries++) {
      answer = await (await serving.infer(rowsOf([1]))).json();
      await sleep(50);
    }
    assert.equal(answer.model_version, '2');
    await sleep(1200);
    const { live } = json(await run(shop, 'status', 'price')).deployments[0];
    assert.equal(live.address, serving.url);

    const last = serving.infer(rowsOf([5]));
    await sleep(20);
    serving.child.kill('SIGTERM');
    // biome-ignore lint/suspicious/noExplicitAny: tests look into any shape.
    const told = (await (await last).json()) as any;
    assert.deepEqual(await serving.exited, [0, null]);
    const id = told.parameters.prediction_ids;
    assert.equal((await findPrediction(join(shop.folder, '.plumbline'), id))?.prediction, 2005.25);
    assert.equal(json(await run(shop, 'status', 'price')).deployments[0].live, undefined);
  });
});
