import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import { makeFolder, namesIn, readText } from '../../core/platform/files.ts';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { killed, programPath, startNode } from '../platform/process-kit.ts';
import { type Group, logs, type Tables, tablesIn } from './table-kit.ts';

const committing = programPath('keep-committing.ts', import.meta.url);

/** A process that writes both tables, and the steps that it has said to be done. */
function startWriter(folder: string, name: string, times?: number) {
  const child = startNode(committing, folder, name, ...(times === undefined ? [] : [String(times)]));
  const said = text(child.stdout);
  return { child, acknowledged: async () => (await said).split('\n').filter((line) => line !== '') };
}

async function withFolder(work: (folder: string, tables: Tables) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    for (const each of ['.plumbline', 'drafts']) await makeFolder(join(folder, each));
    const engine = await startDuckDb({ folders: [folder], threads: 2 });
    try {
      await work(folder, tablesIn(join(folder, '.plumbline'), join(folder, 'drafts'), engine));
    } finally {
      await engine.dispose();
    }
  });
}

/** The steps that a table holds, in the order of its commits, when each of them added its one row. */
async function stepsOf(tables: Tables, group: Group): Promise<readonly (string | undefined)[]> {
  const commits = await tables.commits(group);
  for (const [index, { version, rows, total }] of commits.entries()) {
    assert.deepEqual([version, rows, total], [index, { added: 1, updated: 0, deleted: 0 }, index + 1]);
  }
  return commits.map(({ mark }) => mark?.run);
}

test('killed at any moment, a run leaves both tables old or both new, and nothing acknowledged is lost', async () => {
  await withFolder(async (folder, tables) => {
    const [left, right] = (await logs()) as [Group, Group];
    const kills = process.env.PLUMBLINE_LONG ? 300 : 50;
    const acknowledged: string[] = [];
    let next = startWriter(folder, 'w');
    for (let kill = 0; kill < kills; kill++) {
      // Always two at work: the one that goes on takes over what the killed one had in hand.
      const victim = next;
      next = startWriter(folder, 'w');
      await once(next.child.stdout, 'data');
      await sleep(Math.random() * 120);
      await killed(victim.child);
      acknowledged.push(...(await victim.acknowledged()));
      if (kill % 10 !== 9) continue;
      // Nobody is at work now: what a reader sees before anything was put right.
      const last = next;
      next = startWriter(folder, 'w');
      await killed(last.child);
      await killed(next.child);
      for (const writer of [last, next]) acknowledged.push(...(await writer.acknowledged()));
      const steps = await stepsOf(tables, left);
      assert.deepEqual(await stepsOf(tables, right), steps);
      for (const group of [left, right]) {
        const rows = await tables.rows(group);
        assert.deepEqual(new Set(rows?.map(([id]) => id)), new Set(steps));
      }
      next = startWriter(folder, 'w');
    }
    await killed(next.child);
    acknowledged.push(...(await next.acknowledged()));

    // One more writer puts everything right.
    const after = startWriter(folder, 'after', 1);
    assert.deepEqual(await once(after.child, 'exit'), [0, null]);
    const steps = await stepsOf(tables, left);
    assert.deepEqual(await stepsOf(tables, right), steps);
    assert.deepEqual(
      acknowledged.filter((step) => !steps.includes(step)),
      [],
    );
    for (const group of [left, right]) await assertWhole(tables, group, steps.length);
    // Who dies while it takes a lock, or a dead one's away, leaves a small file, which goes with a later owner after an hour.
    const rest = (await namesIn(join(folder, '.plumbline/tables'))).filter((name) => !name.startsWith('tables.lock.'));
    assert.deepEqual(rest, ['left_1', 'right_1']);
  });
});

/** Every commit has its file and its twin, and there is nothing else. */
async function assertWhole(tables: Tables, group: Group, count: number): Promise<void> {
  const folder = tables.folder(group);
  const commits = await tables.commits(group);
  const files = commits.flatMap((commit) => commit.files.map(({ path }) => path));
  assert.deepEqual(
    (await namesIn(folder)).filter((name) => name.endsWith('.parquet')),
    files.toSorted(),
  );
  const home = await namesIn(join(folder, '.hoodie'));
  const expected = commits.flatMap(({ instant }) =>
    ['commit', 'commit.requested', 'inflight'].map((kind) => `${instant}.${kind}`),
  );
  assert.deepEqual(home, [...expected, 'hoodie.properties']);
  const log = await namesIn(join(folder, '_delta_log'));
  assert.equal(log.length, count);
  for (const [version, name] of log.entries()) {
    const entry = await readText(join(folder, '_delta_log', name));
    assert.ok(entry.includes(`"hudiInstant":"${commits[version]?.instant}"`), name);
    assert.ok(entry.includes(`"add":{"path":"${files[version]}"`), name);
  }
}

test('processes that write at once lose nothing of each other', async () => {
  await withFolder(async (folder, tables) => {
    const writers = ['a', 'b', 'c'].map((name) => startWriter(folder, name, 12));
    const codes = await Promise.all(writers.map(async ({ child }) => (await once(child, 'exit'))[0]));
    assert.deepEqual(codes, [0, 0, 0]);
    const acknowledged = (await Promise.all(writers.map((writer) => writer.acknowledged()))).flat();
    const [left, right] = (await logs()) as [Group, Group];
    const steps = await stepsOf(tables, left);
    assert.deepEqual([...steps].sort(), acknowledged.sort());
    assert.deepEqual(await stepsOf(tables, right), steps);
    for (const group of [left, right]) await assertWhole(tables, group, 36);
  });
});
