import assert from 'node:assert/strict';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { namesIn } from '../../core/platform/files.ts';
import { openRegistry, type Registry } from '../../core/registry/registry.ts';
import { listRuns } from '../../core/registry/runs.ts';
import { killed, programPath, startNode } from '../platform/process-kit.ts';
import { withRegistry } from './registry-kit.ts';

const recording = programPath('record-runs.ts', import.meta.url);

/** A process that records runs, and what it has said so far to be safe. */
function startWriter(storage: string, name: string, times: number) {
  const child = startNode(recording, storage, name, String(times));
  const said = text(child.stdout);
  return { child, acknowledged: async () => (await said).split('\n').filter((id) => id.length === 26) };
}

function idsOf(registry: Registry): Promise<readonly string[]> {
  return registry.read((db) => listRuns(db, { limit: 1_000_000 }).map((run) => run.id));
}

test('four processes that write at once lose nothing', async () => {
  await withRegistry(async (registry) => {
    const writers = ['a', 'b', 'c', 'd'].map((name) => startWriter(registry.storage, name, 50));
    const codes = await Promise.all(writers.map(async ({ child }) => (await once(child, 'exit'))[0]));
    assert.deepEqual(codes, [0, 0, 0, 0]);
    const acknowledged = (await Promise.all(writers.map((writer) => writer.acknowledged()))).flat();
    assert.equal(acknowledged.length, 200);
    assert.deepEqual([...(await idsOf(registry))].sort(), acknowledged.sort());
    for (const name of ['a', 'b', 'c', 'd']) {
      const own = await registry.read((db) => listRuns(db, { assetKind: 'pipeline', assetName: name }));
      assert.deepEqual(
        own.map((run) => run.asset?.version),
        Array.from({ length: 50 }, (_, index) => 49 - index),
      );
    }
  });
});

test('killed at any moment, writers leave the old state or the new, and lose nothing they had acknowledged', async () => {
  for (let round = 0; round < (process.env.PLUMBLINE_LONG ? 10 : 1); round++) await withRegistry(surviveKills);
});

async function surviveKills(registry: Registry, notices: readonly string[]): Promise<void> {
  const kills = 50;
  const acknowledged = new Set<string>();
  let next = startWriter(registry.storage, 'w', 1_000_000);
  try {
    for (let kill = 0; kill < kills; kill++) {
      // Always two at work: the one that goes on takes over what the killed one had in hand.
      const victim = next;
      next = startWriter(registry.storage, 'w', 1_000_000);
      await once(next.child.stdout, 'data');
      await sleep(Math.random() * 30);
      await killed(victim.child);
      for (const id of await victim.acknowledged()) acknowledged.add(id);

      const fresh = await openRegistry(registry.storage);
      const check = await fresh.read((db) => db.first('PRAGMA integrity_check'));
      assert.equal(check?.integrity_check, 'ok');
      const present = new Set(await idsOf(fresh));
      assert.deepEqual(
        [...acknowledged].filter((id) => !present.has(id)),
        [],
        `after ${kill + 1} kills`,
      );
      fresh.dispose();
    }
  } finally {
    await killed(next.child);
  }
  for (const id of await next.acknowledged()) acknowledged.add(id);

  await registry.write((db) => db.run("INSERT INTO events VALUES ('after', 'now', 'ada', 'tested', 'x', NULL)"));
  const present = await idsOf(registry);
  const unheard = present.filter((id) => !acknowledged.has(id)).length;
  assert.ok(unheard <= kills + 1, `each killed writer may have written one more than it said: ${unheard}`);
  assert.equal(present.length - unheard, acknowledged.size);
  assert.ok(acknowledged.size > kills);
  assert.deepEqual(notices, []);
  const names = (await namesIn(registry.storage)).filter((name) => !name.startsWith('registry.db.lock.'));
  assert.deepEqual(names, ['registry.db', 'registry.db.bak']);
}
