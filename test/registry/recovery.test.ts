import assert from 'node:assert/strict';
import { once } from 'node:events';
import { copyFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { exists, namesIn } from '../../core/platform/files.ts';
import { finishRun, startRun } from '../../core/registry/record-run.ts';
import type { Registry } from '../../core/registry/registry.ts';
import { listRuns } from '../../core/registry/runs.ts';
import { firstWords, killed, programPath, startNode } from '../platform/process-kit.ts';
import { withRegistry } from './registry-kit.ts';

const holding = new URL('../platform/programs/hold-lock.ts', import.meta.url).pathname;
const recording = programPath('record-runs.ts', import.meta.url);

/** Records so many runs, in another process, so that this one has nothing in memory. */
async function recordRuns(registry: Registry, times: number): Promise<void> {
  await once(startNode(recording, registry.storage, 'w', String(times)), 'exit');
}

async function countRuns(registry: Registry): Promise<number> {
  return (await registry.read((db) => listRuns(db))).length;
}

/** Spoils what stands in the middle of the file. */
async function spoil(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes.fill(0xaa, 4096);
  await writeFile(file, bytes);
}

test('a lock that a dead writer left is taken over, and the registry goes on', async () => {
  await withRegistry(async (registry, notices) => {
    await recordRuns(registry, 2);
    const holder = startNode(holding, `${registry.file}.lock`);
    await firstWords(holder);
    await killed(holder);
    await writeFile(`${registry.storage}/.registry.db.1-abc.tmp`, 'half of a datab');
    await registry.write((db) => startRun(db, { kind: 'test' }));
    assert.equal(await countRuns(registry), 3);
    assert.deepEqual(notices, []);
    assert.deepEqual(await namesIn(registry.storage), ['registry.db', 'registry.db.bak']);
  });
});

for (const [how, damage] of [
  ['spoiled', spoil],
  ['cut short', (file: string) => truncate(file, 5000)],
  ['overwritten', (file: string) => writeFile(file, 'this is no database')],
  ['emptied', (file: string) => truncate(file, 0)],
  ['emptied but for its first page', (file: string) => truncate(file, 4096)],
] as const) {
  test(`a registry that was ${how} is restored from the generation before, which is said`, async () => {
    await withRegistry(async (registry, notices) => {
      await recordRuns(registry, 3);
      await damage(registry.file);
      const spoilt = await readFile(registry.file);
      assert.equal(await countRuns(registry), 2);
      assert.equal(notices.length, 1);
      assert.match(notices[0] ?? '', /was damaged.*restored.*kept as .*registry\.db\.damaged-1/);
      assert.deepEqual(await readFile(`${registry.file}.damaged-1`), spoilt);
    });

    await withRegistry(async (registry, notices) => {
      await recordRuns(registry, 3);
      await damage(registry.file);
      await registry.write((db) => startRun(db, { kind: 'test' }));
      assert.equal(await countRuns(registry), 3);
      assert.equal(notices.length, 1);
    });
  });
}

test('damage that an unfinished write might have done is looked for, though nobody would notice it yet', async () => {
  await withRegistry(async (registry, notices) => {
    await recordRuns(registry, 3);
    const id = await registry.read((db) => listRuns(db)[0]?.id);
    // An index that lacks an entry: every query still has an answer, and some a wrong one.
    await dropFromIndex(registry.file);
    const holder = startNode(holding, `${registry.file}.lock`);
    await firstWords(holder);
    await killed(holder);
    await registry.write((db) => startRun(db, { kind: 'test' }));
    assert.equal(notices.length, 1);
    assert.ok(!(await registry.read((db) => listRuns(db))).some((run) => run.id === id));
  });
});

async function dropFromIndex(file: string): Promise<void> {
  const { DatabaseSync } = await import('node:sqlite');
  const db = new DatabaseSync(file);
  db.enableDefensive?.(false);
  db.exec('PRAGMA writable_schema = ON');
  db.exec("UPDATE sqlite_schema SET sql = replace(sql, 'id)', 'status)') WHERE name = 'runs_by_asset'");
  db.close();
}

test('without a sound copy nothing is touched, and the error says what to do', async () => {
  await withRegistry(async (registry, notices) => {
    await recordRuns(registry, 3);
    await spoil(registry.file);
    await copyFile(registry.file, `${registry.file}.bak`);
    const before = await readFile(registry.file);
    const refusal = {
      name: 'PlumblineError',
      message: /damaged/,
      why: /copy.*damaged too/,
      help: /move the file away/,
    };
    await assert.rejects(countRuns(registry), refusal);
    await assert.rejects(
      registry.write((db) => startRun(db, { kind: 'test' })),
      refusal,
    );
    assert.deepEqual(await readFile(registry.file), before);
    assert.equal(await exists(`${registry.file}.lock`), false);
    assert.deepEqual(notices, []);
  });
});

test('an error of a query is not taken for damage', async () => {
  await withRegistry(async (registry, notices) => {
    await recordRuns(registry, 1);
    await assert.rejects(
      registry.read((db) => db.all("SELECT json('{half')")),
      /malformed JSON/,
    );
    await assert.rejects(
      registry.write((db) => finishRun(db, 'nobody', { status: 'failed' })),
      /end of run nobody/,
    );
    assert.equal(await countRuns(registry), 1);
    assert.deepEqual(notices, []);
  });
});
