import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Prediction } from '../../core/deployments/prediction.ts';
import { readPredictions } from '../../core/deployments/prediction-log.ts';
import type { RolloutState } from '../../core/deployments/rollout-state.ts';
import { listEvents } from '../../core/registry/events.ts';
import { readSnapshot } from '../../core/registry/snapshots.ts';
import { asLiveDeployment } from '../../core/views/live-deployment.ts';
import {
  addVersion,
  type Client,
  deploymentFile,
  deployVersion,
  happens,
  rowsOf,
  type Shop,
  stateOf,
  withGateway,
  withShop,
} from './deployment-kit.ts';

/** A shop that serves version 1; the rollout is what the YAML says. */
async function serving(rollout: string, work: (client: Client, shop: Shop) => Promise<void>): Promise<void> {
  await withShop({ 'price.deployment.yaml': deploymentFile(rollout) }, async (shop) => {
    await deployVersion(shop, 1);
    await withGateway(shop, (client) => work(client, shop));
  });
}

const canary = (steps: string, more = '') => `rollout: { strategy: canary, steps: ${steps}${more} }\n`;

async function until<T>(look: () => Promise<T | undefined | false>, what: string): Promise<T> {
  for (let tries = 0; tries < 300; tries++) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await sleep(50);
  }
  throw new Error(`waited in vain: ${what}`);
}

const untilState = (shop: Shop, is: (state: RolloutState) => boolean) =>
  until(async () => {
    const state = await stateOf(shop);
    return state !== undefined && is(state) && state;
  }, 'for the state');

const untilReady = (client: Client, version: number) =>
  until(
    async () => (await client.get(`/v2/models/price/versions/${version}/ready`)).status === 200,
    `version ${version} is ready`,
  );

/** Asks so many times, some at once; how many answers each version gave, and the failures. */
async function ask(client: Client, count: number, request: (index: number) => unknown = (index) => rowsOf([index])) {
  const versions = new Map<string, number>();
  const failures: string[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const response = await client.infer(request(next++));
      // biome-ignore lint/suspicious/noExplicitAny: tests look into any shape.
      const answer = (await response.json()) as any;
      if (response.status !== 200) failures.push(`${response.status} ${answer.error}`);
      else versions.set(answer.model_version, (versions.get(answer.model_version) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return { versions, failures, share: (version: number) => (versions.get(String(version)) ?? 0) / count };
}

describe('a canary', () => {
  test('gets its share of the requests, and the same callers each time', async () => {
    await serving(canary('[{ weight: 25 }, { weight: 60 }]', ', sticky: order_id'), async (client, shop) => {
      await deployVersion(shop, 2);
      await untilReady(client, 2);
      const order = (index: number) => {
        const request = rowsOf([1]);
        return {
          inputs: [...request.inputs, { name: 'order_id', datatype: 'BYTES', shape: [1], data: [`o${index}`] }],
        };
      };
      const first = await ask(client, 400, order);
      assert.deepEqual(first.failures, []);
      // Four standard deviations of a share of 400.
      assert.ok(Math.abs(first.share(2) - 0.25) < 0.09, `the share is ${first.share(2)}`);
      const again = await ask(client, 400, order);
      assert.equal(again.share(2), first.share(2));
      const one = await ask(client, 20, () => order(7));
      assert.equal(one.versions.size, 1);
    });
  });

  test('goes from step to step by itself, and takes over', async () => {
    const steps = '[{ weight: 10, for: 1s }, { weight: 50, for: 1s }, { weight: 100 }]';
    await serving(canary(steps), async (client, shop) => {
      await deployVersion(shop, 2);
      await untilState(shop, ({ candidate }) => candidate?.weight === 50);
      await untilState(shop, ({ stable, status }) => stable.version === 2 && status === 'idle');
      await until(async () => (await ask(client, 5)).share(2) === 1, 'for version 2');
      const events = await shop.registry.read((db) => listEvents(db, 'deployment:price'));
      assert.deepEqual(
        events.map(({ action }) => action),
        ['promoted', 'step', 'deployed', 'deployed'],
      );
      assert.ok(events.every(({ details }) => (details as { reason: string }).reason.length > 0));
    });
  });

  test('waits where there are too few requests to judge it by, and says so', async () => {
    const analysis = ', analysis: [{ metric: error_rate, max: 0.1 }]';
    await serving(canary('[{ weight: 50, for: 1s }, { weight: 100 }]', analysis), async (client, shop) => {
      await deployVersion(shop, 2);
      const { reason } = await untilState(shop, (state) => state.reason.includes('waits longer'));
      assert.equal(
        reason,
        'step 1 waits longer than planned: the candidate needs at least 20 requests to be judged by',
      );
      assert.deepEqual((await ask(client, 120)).failures, []);
      await untilState(shop, ({ stable }) => stable.version === 2);
    });
  });

  test('is taken away when it fails too often', async () => {
    const analysis = ', analysis: [{ metric: error_rate, max: 0.1 }]';
    await serving(canary('[{ weight: 50, for: 1h }]', analysis), async (client, shop) => {
      const broken =
        'class Predictor:\n  def __init__(self, d): pass\n  def predict(self, rows): raise KeyError("town")\n';
      await addVersion(shop.registry, 3, { predictor: broken });
      await deployVersion(shop, 3);
      await untilReady(client, 3);
      const { failures } = await ask(client, 120);
      assert.ok(failures.length > 0 && failures.every((each) => each === "500 the predictor failed: KeyError: 'town'"));
      const state = await untilState(shop, ({ status }) => status === 'aborted');
      assert.match(state.reason, /version 3 was taken away: error_rate is 1 of \d+ requests, at most 0.1 is allowed/);
      await until(async () => (await ask(client, 10)).share(1) === 1, 'for version 1');
    });
  });

  test('is paused when its predictions drift from those of the stable version, where the file says so', async () => {
    const analysis = ', on_failure: pause, analysis: [{ metric: prediction_drift, max: 0.2 }]';
    await serving(canary('[{ weight: 50, for: 1h }]', analysis), async (client, shop) => {
      const model = (factor: number) => `class Predictor:
  def __init__(self, d): pass
  def predict(self, rows): return [${factor} * row["items"] for row in rows]
`;
      await addVersion(shop.registry, 3, { predictor: model(1.0) });
      await addVersion(shop.registry, 4, { predictor: model(3.0) });
      await deployVersion(shop, 3);
      await happens(shop, { kind: 'promote' });
      await deployVersion(shop, 4);
      await untilReady(client, 4);
      await ask(client, 500, (index) => rowsOf([index % 50]));
      const state = await untilState(shop, ({ status }) => status === 'paused');
      assert.match(state.reason, /prediction_drift is [\d.]+ \(PSI of \d+ predictions against \d+\), at most 0.2/);
      assert.equal(state.candidate?.weight, 50);
    });
  });

  test('that cannot be loaded is taken away, with what Python said', async () => {
    await serving(canary('[{ weight: 50, for: 1h }]'), async (client, shop) => {
      await addVersion(shop.registry, 3, { predictor: 'import no_such_module\n' });
      await deployVersion(shop, 3);
      const { reason } = await untilState(shop, ({ status }) => status === 'aborted');
      assert.match(reason, /version 3 cannot be started: .*No module named 'no_such_module'/);
      assert.deepEqual((await ask(client, 20)).failures, []);
    });
  });
});

describe('a switch of versions', () => {
  test('loses no request, in either direction', async () => {
    await serving('', async (client, shop) => {
      let going = true;
      const asking = (async () => {
        const failures: string[] = [];
        const versions = new Set<string>();
        while (going) {
          const round = await ask(client, 24);
          failures.push(...round.failures);
          for (const version of round.versions.keys()) versions.add(version);
        }
        return { failures, versions };
      })();
      const answers = (version: number) =>
        until(async () => (await ask(client, 4)).share(version) === 1, `version ${version} answers`);
      await deployVersion(shop, 2);
      await answers(2);
      await happens(shop, { kind: 'rollback' });
      const pressed = Date.now();
      await answers(1);
      assert.ok(Date.now() - pressed < 3000, 'the version before is kept warm');
      await happens(shop, { kind: 'rollback', to: 2 });
      await answers(2);
      going = false;
      const { failures, versions } = await asking;
      assert.deepEqual([failures, [...versions].sort()], [[], ['1', '2']]);
    });
  });

  test('to a version that cannot be loaded is taken back', async () => {
    await serving('', async (client, shop) => {
      await addVersion(shop.registry, 3, { predictor: 'this is no Python\n' });
      await deployVersion(shop, 3);
      const state = await untilState(shop, ({ stable }) => stable.version === 1);
      assert.match(state.reason, /version 1 answers all requests again: version 3 cannot be started: .*SyntaxError/);
      assert.deepEqual((await ask(client, 20)).failures, []);
    });
  });

  test('waits for a person with blue-green; the new version can be asked by its number', async () => {
    await serving('rollout: { strategy: blue-green }\n', async (client, shop) => {
      await deployVersion(shop, 2);
      await untilReady(client, 2);
      assert.equal((await ask(client, 20)).share(1), 1);
      assert.equal((await client.infer(rowsOf([1]), { version: 2 })).status, 200);
      await happens(shop, { kind: 'promote' });
      await until(async () => (await ask(client, 5)).share(2) === 1, 'for version 2');
    });
  });

  test('is tried out by a shadow, whose answers are only logged', async () => {
    await serving('rollout: { strategy: shadow }\n', async (client, shop) => {
      await deployVersion(shop, 2);
      await untilReady(client, 2);
      assert.equal((await ask(client, 20)).share(1), 1);
      const roles = await until(async () => {
        const found: Prediction[] = [];
        for await (const each of readPredictions(shop.registry.storage, 'price')) found.push(each);
        const shadows = found.filter(({ role }) => role === 'shadow');
        return shadows.length === 20 && found;
      }, 'for the log');
      const [shadow, answer] = ['shadow', 'stable'].map((wanted) => roles.find(({ role }) => role === wanted));
      assert.deepEqual([shadow?.version, answer?.version], [2, 1]);
      assert.deepEqual([shadow?.prediction, answer?.prediction], [2000.25, 1000.25]);
    });
  });
});

test('live figures tell the split', async () => {
  await serving(canary('[{ weight: 50 }]'), async (client, shop) => {
    await deployVersion(shop, 2);
    await untilReady(client, 2);
    await ask(client, 100);
    const live = await until(async () => {
      const found = asLiveDeployment(await readSnapshot(shop.registry.storage, 'deployments/price'));
      const total = found?.versions.reduce((sum, { requests }) => sum + requests, 0);
      return total === 100 && found;
    }, 'for the figures');
    const [stable, candidate] = live.versions;
    assert.deepEqual([stable?.role, candidate?.role], ['stable', 'candidate']);
    assert.ok(Math.abs((candidate?.share ?? 0) - 0.5) < 0.2, `the share is ${candidate?.share}`);
    assert.ok((stable?.p50 ?? 0) > 0 && (stable?.p99 ?? 0) >= (stable?.p50 ?? 0));
    assert.equal(live.address, client.url);
    assert.deepEqual(live.log.lost, 0);
  });
});
