import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { finishRun, startRun } from '../../core/registry/record-run.ts';
import { findRun, listRuns } from '../../core/registry/runs.ts';
import { programPath, startNode } from '../platform/process-kit.ts';
import { withRegistry } from './registry-kit.ts';

const recording = programPath('record-runs.ts', import.meta.url);

test('a run is recorded from its beginning to its end', async () => {
  await withRegistry(async (registry) => {
    const id = await registry.write((db) =>
      startRun(db, {
        kind: 'pipeline',
        asset: { kind: 'pipeline', name: 'flights_features' },
        params: { start: '2013-01-01' },
        git: { commit: 'abc', dirty: true },
        details: { rows: 0 },
        logFile: 'logs/x.log',
      }),
    );
    const running = await registry.read((db) => findRun(db, id));
    assert.equal(running?.status, 'running');
    assert.equal(running.endedAt, undefined);

    const error = { what: 'the program failed', why: 'KeyError', help: 'see the log' };
    await registry.write((db) => finishRun(db, id, { status: 'failed', exitCode: 1, error }));
    const { startedAt, endedAt, ...ended } = (await registry.read((db) => findRun(db, id))) ?? {};
    assert.deepEqual(ended, {
      id,
      kind: 'pipeline',
      asset: { kind: 'pipeline', name: 'flights_features', version: undefined },
      status: 'failed',
      params: { start: '2013-01-01' },
      git: { commit: 'abc', dirty: true },
      exitCode: 1,
      error,
      details: { rows: 0 },
      logFile: 'logs/x.log',
    });
    assert.ok(startedAt && endedAt && startedAt <= endedAt);
  });
});

test('a run ends once, and only if it began', async () => {
  await withRegistry(async (registry) => {
    const id = await registry.write((db) => startRun(db, { kind: 'test' }));
    await registry.write((db) => finishRun(db, id, { status: 'succeeded', details: { passed: 3 } }));
    const again = registry.write((db) => finishRun(db, id, { status: 'failed' }));
    await assert.rejects(again, { name: 'PlumblineError', why: 'it has ended already: succeeded' });
    const unknown = registry.write((db) => finishRun(db, 'nobody', { status: 'failed' }));
    await assert.rejects(unknown, { name: 'PlumblineError', why: 'the registry has no such run' });
    const run = await registry.read((db) => findRun(db, id));
    assert.deepEqual([run?.status, run?.details], ['succeeded', { passed: 3 }]);
  });
});

test('runs are listed the newest first, and by kind and asset', async () => {
  await withRegistry(async (registry) => {
    const ids = await registry.write((db) => [
      startRun(db, { kind: 'test' }),
      startRun(db, { kind: 'pipeline', asset: { kind: 'pipeline', name: 'a' } }),
      startRun(db, { kind: 'pipeline', asset: { kind: 'pipeline', name: 'b', version: 2 } }),
    ]);
    const list = (filter?: Parameters<typeof listRuns>[1]) =>
      registry.read((db) => listRuns(db, filter).map((run) => run.id));
    assert.deepEqual(await list(), ids.toReversed());
    assert.deepEqual(await list({ kind: 'pipeline' }), [ids[2], ids[1]]);
    assert.deepEqual(await list({ assetKind: 'pipeline', assetName: 'a' }), [ids[1]]);
    assert.deepEqual(await list({ limit: 1 }), [ids[2]]);
    assert.equal(await registry.read((db) => findRun(db, 'nobody')), undefined);
  });
});

test('a run whose process is gone is shown as interrupted, one of a live process as running', async () => {
  await withRegistry(async (registry) => {
    await once(startNode(recording, registry.storage, 'w', '1'), 'exit');
    await registry.write((db) => startRun(db, { kind: 'test' }));
    assert.deepEqual(await registry.read((db) => listRuns(db).map((run) => run.status)), ['running', 'interrupted']);
  });
});

test('a run of another machine is believed for a day', async () => {
  await withRegistry(async (registry) => {
    const status = async (startedAt: number) => {
      const id = await registry.write((db) => startRun(db, { kind: 'test' }));
      const elsewhere = '{"pid":1,"host":"elsewhere"}';
      await registry.write((db) =>
        db.run(
          'UPDATE runs SET process = ?, started_at = ? WHERE id = ?',
          elsewhere,
          new Date(startedAt).toISOString(),
          id,
        ),
      );
      return (await registry.read((db) => findRun(db, id)))?.status;
    };
    const hour = 60 * 60 * 1000;
    assert.equal(await status(Date.now() - 23 * hour), 'running');
    assert.equal(await status(Date.now() - 25 * hour), 'interrupted');
  });
});
