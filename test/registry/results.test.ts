import assert from 'node:assert/strict';
import { symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { namesIn, readText } from '../../core/platform/files.ts';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { latestResults, pastResults, resultsOfRun, wholeResult } from '../../core/registry/latest-results.ts';
import { recordResult } from '../../core/registry/record-result.ts';
import { startRun } from '../../core/registry/record-run.ts';
import { item, result, withRegistry } from './registry-kit.ts';

test('a result comes back with its items, in the order of the suite', async () => {
  await withRegistry(async (registry) => {
    const items = [item('f1', true), item('f2', false, { observed: 1048, sample: ['JFK'] }), item('f3', undefined)];
    const about = {
      success: false,
      severity: 'critical',
      statistics: { evaluated: 3 },
      subjectFile: 'flights.expectations.yaml',
    };
    const id = await recordResult(registry, result('flights', 'flights@1', { ...about, items }));
    const [latest] = await registry.read((db) => latestResults(db));
    const { createdAt, ...rest } = latest ?? {};
    assert.ok(createdAt);
    assert.deepEqual(rest, {
      id,
      runId: undefined,
      kind: 'validation',
      subject: 'flights',
      target: 'flights@1',
      ...about,
      file: `results/${id}.json`,
      items,
    });
  });
});

test('the whole result is a file beside the database', async () => {
  await withRegistry(async (registry) => {
    const whole = { results: [{ success: false, unexpected: [1048.2, null, 'é'] }] };
    const id = await recordResult(registry, result('flights', 'flights@1', { whole }));
    assert.deepEqual(JSON.parse(await readText(join(registry.storage, 'results', `${id}.json`))), whole);
    assert.deepEqual(await wholeResult(registry, id), whole);
    assert.equal(await wholeResult(registry, 'nobody'), undefined);
  });
});

test('a registry from anywhere cannot name files outside its folder', async () => {
  await withTemporaryFolder(async (outside) => {
    const secret = join(outside, 'secret.json');
    await writeFile(secret, '{"password":"x"}');
    await withRegistry(async (registry) => {
      const names = (file: string) =>
        registry.write((db) => db.run('UPDATE results SET file = ? WHERE id = ?', file, id));
      const id = await recordResult(registry, result('flights', 'flights@1'));
      await names(relative(registry.storage, secret));
      assert.equal(await wholeResult(registry, id), undefined);
      await symlink(secret, join(registry.storage, 'results', 'link.json'));
      await names('results/link.json');
      assert.equal(await wholeResult(registry, id), undefined);
    });
  });
});

test('a result whose file is damaged says so', async () => {
  await withRegistry(async (registry) => {
    const id = await recordResult(registry, result('flights', 'flights@1'));
    await writeFile(join(registry.storage, 'results', `${id}.json`), '{"page":');
    await assert.rejects(wholeResult(registry, id), {
      name: 'PlumblineError',
      message: 'the stored result is damaged',
    });
  });
});

test('the latest result is told for each suite and target', async () => {
  await withRegistry(async (registry) => {
    await recordResult(registry, result('flights', 'flights@1'));
    const weather = await recordResult(registry, result('weather', 'weather@1'));
    const file = await recordResult(registry, result('flights', 'data/raw.csv'));
    const second = await recordResult(registry, result('flights', 'flights@1', { success: false }));
    const ids = (filter?: Parameters<typeof latestResults>[1]) =>
      registry.read((db) => latestResults(db, filter).map((latest) => latest.id));
    assert.deepEqual(await ids(), [second, file, weather]);
    assert.deepEqual(await ids({ subject: 'flights' }), [second, file]);
    assert.deepEqual(await ids({ subject: 'flights', target: 'data/raw.csv' }), [file]);
    assert.deepEqual(await ids({ kind: 'behaviour' }), []);
    assert.deepEqual(
      (await registry.read((db) => pastResults(db, 'flights'))).map((past) => past.success),
      [false, true, true],
    );
  });
});

test('a run knows its results', async () => {
  await withRegistry(async (registry) => {
    const runId = await registry.write((db) => startRun(db, { kind: 'validation' }));
    const first = await recordResult(registry, result('flights', 'flights@1', { runId }));
    await recordResult(registry, result('planes', 'planes@1'));
    const second = await recordResult(registry, result('weather', 'weather@1', { runId }));
    assert.deepEqual(
      (await registry.read((db) => resultsOfRun(db, runId))).map((found) => found.id),
      [first, second],
    );
  });
});

test('a result that cannot be recorded leaves no file', async () => {
  await withRegistry(async (registry) => {
    await assert.rejects(recordResult(registry, result('flights', 'flights@1', { runId: 'nobody' })), /FOREIGN KEY/);
    assert.deepEqual(await namesIn(join(registry.storage, 'results')), []);
    assert.deepEqual(await registry.read((db) => latestResults(db)), []);
  });
});
