import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { keepOutputs, keptData, keptDataFolder, runsWithKeptData } from '../../core/pipelines/kept-data.ts';
import { runFolder, tidyRunFolders } from '../../core/pipelines/run-folders.ts';
import { namesIn, readText } from '../../core/platform/files.ts';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { newId } from '../../core/registry/new-id.ts';
import { writeFiles } from '../platform/folder-kit.ts';

const TRIPS = { kind: 'feature-group', name: 'trips', version: 1 } as const;
const STOPS = { kind: 'feature-group', name: 'stops', version: 2 } as const;

/** Ids of runs, the older first. */
const [r1 = '', r2 = '', r3 = '', r4 = ''] = Array.from({ length: 4 }, newId);

/** Keeps one file of this content for each group. */
async function keep(storage: string, run: string, text: string, ...groups: readonly (typeof TRIPS | typeof STOPS)[]) {
  const outputs = groups.map((key) => ({ key, path: join(storage, `${run}-${key.name}`), format: 'csv' as const }));
  for (const { path } of outputs) await writeFile(path, text);
  await keepOutputs(storage, run, outputs);
}

async function rowsOf(storage: string, key: typeof TRIPS | typeof STOPS) {
  const data = await keptData(storage, key);
  return data === undefined ? undefined : { text: await readText(data.path), run: data.run };
}

describe('the rows of feature groups', () => {
  test('are those of the last run that wrote the group', async () => {
    await withTemporaryFolder(async (storage) => {
      assert.equal(await keptData(storage, TRIPS), undefined);
      await keep(storage, r1, 'one', TRIPS, STOPS);
      await keep(storage, r2, 'two', TRIPS);
      assert.deepEqual(await rowsOf(storage, TRIPS), { text: 'two', run: r2 });
      assert.deepEqual(await rowsOf(storage, STOPS), { text: 'one', run: r1 });
      assert.deepEqual(await runsWithKeptData(storage), new Set([r1, r2]));
    });
  });

  test('those before them stay until the next run: somebody may be reading them', async () => {
    await withTemporaryFolder(async (storage) => {
      await keep(storage, r1, 'one', TRIPS);
      const first = await keptData(storage, TRIPS);
      await keep(storage, r2, 'two', TRIPS);
      assert.equal(await readText(first?.path ?? ''), 'one');
      await keep(storage, r3, 'three', TRIPS);
      assert.deepEqual(await namesIn(keptDataFolder(storage)), [
        'index.json',
        `trips_1-${r2}.csv`,
        `trips_1-${r3}.csv`,
      ]);
    });
  });

  test('what a killed run had put there before it came to the index goes with the next one', async () => {
    await withTemporaryFolder(async (storage) => {
      await keep(storage, r1, 'one', TRIPS);
      await writeFiles(keptDataFolder(storage), { [`trips_1-${r2}.csv`]: 'half done' });
      assert.deepEqual(await rowsOf(storage, TRIPS), { text: 'one', run: r1 });
      await keep(storage, r3, 'three', STOPS);
      assert.deepEqual(await namesIn(keptDataFolder(storage)), [
        'index.json',
        `stops_2-${r3}.csv`,
        `trips_1-${r1}.csv`,
      ]);
    });
  });

  test('what else stands in the folder stays', async () => {
    await withTemporaryFolder(async (storage) => {
      const others = ['trips.feature-group.yaml', 'notes-of-mine.csv', 'index.html'];
      await writeFiles(keptDataFolder(storage), Object.fromEntries(others.map((name) => [name, 'mine'])));
      await keep(storage, r1, 'one', TRIPS);
      await keep(storage, r2, 'two', TRIPS);
      const names = await namesIn(keptDataFolder(storage));
      assert.deepEqual(
        others.filter((name) => !names.includes(name)),
        [],
      );
    });
  });

  test('runs that end at once lose nothing of each other', async () => {
    await withTemporaryFolder(async (storage) => {
      const runs = Array.from({ length: 8 }, newId);
      await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          keep(storage, runs[index] ?? '', `${index}`, index % 2 ? TRIPS : STOPS),
        ),
      );
      const [trips, stops] = [await rowsOf(storage, TRIPS), await rowsOf(storage, STOPS)];
      assert.equal(trips?.run, runs[Number(trips?.text)]);
      assert.equal(stops?.run, runs[Number(stops?.text)]);
    });
  });
});

describe('the folders of runs', () => {
  test('of ended runs the outputs go, of old ones everything; a run at work is left alone', async () => {
    await withTemporaryFolder(async (storage) => {
      for (const run of [r1, r2, r3, r4]) {
        await writeFiles(runFolder(storage, run).folder, { 'run.json': '{}', 'log.txt': '', 'outputs/trips': 'x' });
      }
      await tidyRunFolders(storage, async () => new Set([r1, r4]), 1);
      assert.deepEqual(await namesIn(join(storage, 'runs')), [r1, r3, r4]);
      const filesOf = (run: string) => namesIn(runFolder(storage, run).folder);
      assert.deepEqual(await filesOf(r1), ['log.txt', 'outputs', 'run.json']);
      assert.deepEqual(await filesOf(r3), ['log.txt', 'run.json']);
      assert.deepEqual(await filesOf(r4), ['log.txt', 'outputs', 'run.json']);
    });
  });

  test('what else stands beside them stays', async () => {
    await withTemporaryFolder(async (storage) => {
      await writeFiles(join(storage, 'runs'), { 'tensorboard/outputs/model': 'mine', 'notes.txt': 'mine' });
      await tidyRunFolders(storage, async () => new Set(), 0);
      assert.deepEqual(await namesIn(join(storage, 'runs')), ['notes.txt', 'tensorboard']);
      assert.deepEqual(await namesIn(join(storage, 'runs/tensorboard/outputs')), ['model']);
    });
  });

  test('a run that begins while others are listed is not taken for a dead one', async () => {
    await withTemporaryFolder(async (storage) => {
      await writeFiles(runFolder(storage, r1).folder, { 'outputs/trips': 'x' });
      await tidyRunFolders(storage, async () => {
        await writeFiles(runFolder(storage, r2).folder, { 'outputs/trips': 'x' });
        return new Set([r1, r2]);
      });
      assert.deepEqual(await namesIn(runFolder(storage, r2).outputs), ['trips']);
    });
  });
});
