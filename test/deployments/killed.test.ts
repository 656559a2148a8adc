import assert from 'node:assert/strict';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPrediction, readPredictions } from '../../core/deployments/prediction-log.ts';
import { listEvents } from '../../core/registry/events.ts';
import { programPath, startNode } from '../platform/process-kit.ts';
import { deployVersion, happens, rowsOf, type Shop, startServing, stateOf, withShop } from './deployment-kit.ts';

// Reading TypeScript once is enough.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'plumbline-test-cache');

// Together fifty processes are killed: a registry that is written all the time, and servers while they answer.
const KILLED_WRITERS = 38;
const KILLED_SERVERS = 12;

/** The state and the newest line of the audit trail are of one transaction: both are old, or both are new. */
async function assertWhole(shop: Shop): Promise<void> {
  const state = await stateOf(shop);
  const [newest] = await shop.registry.read((db) => listEvents(db, 'deployment:price', 1));
  if (state === undefined) return assert.equal(newest, undefined);
  const details = newest?.details as { to: number; version: number; weight: number } | undefined;
  const { to, version = 0, weight = 0 } = details ?? {};
  assert.equal(state.stable.version, to);
  if (state.candidate !== undefined)
    assert.deepEqual([state.candidate.version, state.candidate.weight], [version, weight]);
  else assert.ok(weight === 100 || weight === 0);
  let next = state.stable.since;
  for (const { from, to } of state.previous) {
    assert.equal(to, next);
    next = from;
  }
}

test('killed at any moment, a change of a deployment is done or not begun', async () => {
  await withShop({}, async (shop) => {
    for (let round = 0; round < KILLED_WRITERS; round++) {
      const child = startNode(programPath('change-forever.ts', import.meta.url), shop.registry.storage);
      await once(child.stdout as NodeJS.ReadableStream, 'data');
      await sleep(Math.random() * 60);
      child.kill('SIGKILL');
      await once(child, 'exit');
      await assertWhole(shop);
    }
    const events = await shop.registry.read((db) => listEvents(db, 'deployment:price', 100_000));
    assert.ok(events.length > KILLED_WRITERS, `only ${events.length} changes were made`);
  });
});

test('killed while it answers, a server leaves a deployment that holds together and a log that can be read', async () => {
  await withShop({}, async (shop) => {
    await deployVersion(shop, 1);
    let kept = 0;
    for (let round = 0; round < KILLED_SERVERS; round++) {
      const serving = await startServing(shop.folder, ['--quiet']);
      const answered: { readonly id: string; readonly at: number }[] = [];
      const asking = (async () => {
        for (;;) {
          try {
            const response = await serving.infer(rowsOf([1, 2]));
            // biome-ignore lint/suspicious/noExplicitAny: tests look into any shape.
            const answer = (await response.json()) as any;
            for (const id of answer.parameters.prediction_ids.split(',')) answered.push({ id, at: Date.now() });
          } catch {
            return;
          }
        }
      })();
      const version = (await stateOf(shop))?.stable.version === 1 ? 2 : 1;
      await deployVersion(shop, version);
      await sleep(300 + Math.random() * 300);
      if (round % 2 === 0) await happens(shop, { kind: 'rollback' });
      await sleep(Math.random() * 100);
      const killed = Date.now();
      serving.child.kill('SIGKILL');
      await serving.exited;
      await asking;

      await assertWhole(shop);
      const logged = new Set<string>();
      for await (const { id, prediction } of readPredictions(shop.registry.storage, 'price')) {
        assert.equal(typeof prediction, 'number');
        assert.ok(!logged.has(id), 'no prediction stands twice');
        logged.add(id);
      }
      // A crowded machine may take its time for a write; what was answered well before is there.
      const lost = answered.filter(({ id, at }) => at < killed - 400 && !logged.has(id));
      assert.deepEqual(lost, []);
      assert.ok(logged.size >= kept, 'what was logged stays logged');
      kept = logged.size;
      const last = [...logged].at(-1) ?? '';
      assert.equal((await findPrediction(shop.registry.storage, last))?.id, last);
    }
    assert.ok(kept > 0);
  });
});
