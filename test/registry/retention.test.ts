import assert from 'node:assert/strict';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { exists, namesIn, statOf } from '../../core/platform/files.ts';
import { writeAtomically } from '../../core/platform/write-atomically.ts';
import { latestResults, pastResults, wholeResult } from '../../core/registry/latest-results.ts';
import { newId } from '../../core/registry/new-id.ts';
import { recordResult } from '../../core/registry/record-result.ts';
import { finishRun, startRun } from '../../core/registry/record-run.ts';
import { listRuns } from '../../core/registry/runs.ts';
import { item, result, withRegistry } from './registry-kit.ts';

const bigItems = Array.from({ length: 20 }, (_, index) => item(`f${index}`, true, { pad: 'x'.repeat(1000) }));

test('the details of replaced results go, their verdicts stay', async () => {
  await withRegistry(async (registry) => {
    const ids: string[] = [];
    for (let turn = 0; turn < 5; turn++)
      ids.push(await recordResult(registry, result('flights', 'flights@1'), { keep: 2 }));
    const other = await recordResult(registry, result('weather', 'weather@1'), { keep: 2 });
    const kept = [ids[3], ids[4], other].map((id) => `${id}.json`);
    assert.deepEqual(await namesIn(join(registry.storage, 'results')), kept.sort());
    assert.equal((await registry.read((db) => pastResults(db, 'flights'))).length, 5);
    assert.equal(await wholeResult(registry, ids[0] ?? ''), undefined);
    assert.deepEqual(await wholeResult(registry, ids[4] ?? ''), { of: 'flights' });
    const items = await registry.read((db) => db.all('SELECT DISTINCT result_id AS id FROM result_items ORDER BY id'));
    assert.deepEqual(
      items.map((row) => row.id),
      [ids[3], ids[4], other],
    );
  });
});

test('the database stays small, and the latest result of each suite is kept whatever comes', async () => {
  await withRegistry(async (registry) => {
    const limits = { keep: 8, maxBytes: 300_000 };
    const calm = await recordResult(registry, result('calm', 'calm@1', { items: bigItems }), limits);
    for (let turn = 0; turn < 40; turn++) {
      await recordResult(registry, result(`busy${turn % 3}`, 'busy@1', { items: bigItems }), limits);
      assert.ok(((await statOf(registry.file))?.size ?? 0) <= 300_000);
    }
    const latest = await registry.read((db) => latestResults(db));
    assert.deepEqual(latest.map((found) => found.subject).sort(), ['busy0', 'busy1', 'busy2', 'calm']);
    assert.ok(latest.every((found) => found.items.length === 20));
    assert.deepEqual(await wholeResult(registry, calm), { of: 'calm' });
  });
});

test('if details are not enough, old results and ended runs go, with their logs', async () => {
  await withRegistry(async (registry) => {
    const pad = 'x'.repeat(500);
    const addRun = async (kind: string) => {
      const id = await registry.write((db) => startRun(db, { kind, params: { pad }, logFile: `logs/${kind}.log` }));
      await writeAtomically(join(registry.storage, `logs/${kind}.log`), 'log');
      return id;
    };
    const ended = await addRun('ended');
    await registry.write((db) => finishRun(db, ended, { status: 'succeeded' }));
    await addRun('running');
    const runId = await addRun('with-result');
    await registry.write((db) => finishRun(db, runId, { status: 'succeeded' }));
    for (let turn = 0; turn < 5; turn++)
      await recordResult(registry, result('flights', 'flights@1', { statistics: { pad } }));
    await recordResult(registry, result('flights', 'flights@1', { runId }), { maxBytes: 1 });

    assert.equal((await registry.read((db) => pastResults(db, 'flights'))).length, 1);
    assert.deepEqual(await registry.read((db) => listRuns(db).map((run) => run.kind)), ['with-result', 'running']);
    assert.deepEqual(await namesIn(join(registry.storage, 'logs')), ['running.log', 'with-result.log']);
  });
});

test('results that killed processes wrote and did not record are cleared away, young and foreign files are left alone', async () => {
  await withRegistry(async (registry) => {
    const names = [`${newId()}.json`, `${newId()}.json`, 'mine.json'];
    const [lost, young, foreign] = names.map((name) => join(registry.storage, 'results', name));
    await writeAtomically(lost ?? '', '{}');
    await writeAtomically(young ?? '', '{}');
    await writeAtomically(foreign ?? '', '{}');
    const yesterday = Date.now() / 1000 - 86_400;
    for (const old of [lost, foreign]) await utimes(old ?? '', yesterday, yesterday);
    for (let turn = 0; turn < 2; turn++) await recordResult(registry, result('flights', 'flights@1'), { keep: 1 });
    assert.deepEqual(await Promise.all([lost, young, foreign].map((path) => exists(path ?? ''))), [false, true, true]);
  });
});

test('nothing outside the storage folder is removed, whatever the registry says', async () => {
  await withRegistry(async (registry) => {
    const outside = `${registry.storage}-outside.txt`;
    await writeAtomically(outside, 'precious');
    await recordResult(registry, result('flights', 'flights@1'));
    await registry.write((db) => db.run('UPDATE results SET file = ?', `../${outside.split('/').at(-1)}`));
    await recordResult(registry, result('flights', 'flights@1'), { keep: 1 });
    assert.equal(await exists(outside), true);
    await import('node:fs/promises').then((fs) => fs.rm(outside));
  });
});
