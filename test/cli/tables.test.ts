import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { listCommits } from '../../core/registry/commits.ts';
import { edgesAlong } from '../../core/registry/edges.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import { runsOf, trips, withShop } from '../pipelines/pipeline-kit.ts';
import { json, plumbline } from './cli-kit.ts';

const UPSERT = '{ trips: { feature_group: trips@1 } }';

/** A shop whose pipeline has run three times: three rows come, one changes and one comes, one is the same again. */
async function withThreeCommits(work: (folder: string) => Promise<void>): Promise<void> {
  await withShop({ outputs: UPSERT }, async (folder) => {
    for (const text of [trips(1, 2, 3), 'id,km\nt1,20\nt9,90\n', 'id,km\nt9,90\n']) {
      await writeFile(join(folder, 'data/trips.csv'), text);
      const { code, stderr } = await plumbline(folder, ['run', 'make_trips']);
      assert.equal(code, 0, stderr);
    }
    await work(folder);
  });
}

describe('plumbline commits and plumbline read', () => {
  test('tell what was done, and show the rows of any moment', async () => {
    await withThreeCommits(async (folder) => {
      const { table, commits } = json(await plumbline(folder, ['commits', 'trips', '--format', 'json']));
      assert.equal(table, join(folder, '.plumbline/tables/trips_1'));
      const told = commits.map(({ commit, time, run, ...others }: Record<string, unknown>) => {
        assert.match(`${commit} ${time}`, /^\d{17} \d{4}-.*Z$/);
        assert.equal(String(run).length, 26);
        return others;
      });
      assert.deepEqual(told, [
        { version: 2, operation: 'upsert', rows: { added: 0, updated: 1, deleted: 0 }, total: 4 },
        { version: 1, operation: 'upsert', rows: { added: 1, updated: 1, deleted: 0 }, total: 4 },
        { version: 0, operation: 'upsert', rows: { added: 3, updated: 0, deleted: 0 }, total: 3 },
      ]);

      const now = await plumbline(folder, ['commits', 'trips@1']);
      assert.match(now.stdout, /^trips@1 3 commits\n.*operation.*\n +2 {2}\d{17} .* upsert +4 {2}1 updated\n/);
      // The folder is a table for who has no project.
      const elsewhere = json(await plumbline('/', ['commits', table, '--format', 'json']));
      assert.deepEqual(elsewhere.commits, commits);

      const rowsAt = async (...more: string[]) =>
        json(await plumbline(folder, ['read', 'trips', '--format', 'json', ...more]));
      const first = {
        table,
        commit: commits[2].commit,
        rows: 3,
        columns: ['id', 'km', 'stops'],
        data: [
          ['t0', 1, 0],
          ['t1', 2, 0],
          ['t2', 3, 0],
        ],
      };
      for (const at of ['0', commits[2].commit, commits[2].time]) assert.deepEqual(await rowsAt('--as-of', at), first);
      const latest = await rowsAt();
      assert.deepEqual([latest.commit, latest.rows], [commits[0].commit, 4]);
      assert.deepEqual(new Map(latest.data.map(([id, km]: [string, number]) => [id, km])).get('t1'), 20);
      assert.equal((await rowsAt('--limit', '1')).data.length, 1);
    });
  });

  test('in words: a small table, and how much of it that is', async () => {
    await withThreeCommits(async (folder) => {
      const { stdout } = await plumbline(folder, ['read', 'trips', '--as-of', '0', '--limit', '2']);
      assert.match(
        stdout,
        /^ {2}id {2}km {2}stops\n {2}t0 +1 +0\n {2}t1 +2 +0\nthe first 2 of 3 rows of trips@1 as of \d{17} \(upsert, version 0\)\n$/,
      );
    });
  });

  test('-o writes the rows to a file, in one step', async () => {
    await withThreeCommits(async (folder) => {
      const written = await plumbline(folder, ['read', 'trips', '--as-of', '0', '-o', 'out/old.csv']);
      assert.match(written.stdout, /^out\/old\.csv: 3 rows of trips@1 as of \d{17}\n$/);
      assert.equal(await readFile(join(folder, 'out/old.csv'), 'utf8'), 'id,km,stops\nt0,1,0\nt1,2,0\nt2,3,0\n');
      const parquet = json(await plumbline(folder, ['read', 'trips', '-o', 'now.parquet', '--format', 'json']));
      assert.deepEqual([parquet.rows, parquet.file], [4, join(folder, 'now.parquet')]);
      const judged = json(await plumbline(folder, ['validate', 'trips', '--data', 'now.parquet', '--format', 'json']));
      assert.equal(judged.meta.plumbline.rows, 4);
      const wrong = await plumbline(folder, ['read', 'trips', '-o', 'out.xlsx']);
      assert.equal(wrong.code, 2);
      assert.match(wrong.stderr, /rows are written as Parquet or CSV/);
    });
  });

  test('before the first run there is nothing, and what does not exist is told', async () => {
    await withShop({}, async (folder) => {
      const none = await plumbline(folder, ['commits', 'trips']);
      assert.deepEqual([none.code, none.stdout], [0, 'trips@1 has no commits yet\n']);
      const read = await plumbline(folder, ['read', 'trips']);
      assert.equal(read.code, 3);
      assert.match(read.stderr, /the feature group has no rows yet\n.*\n {2}try: plumbline run make_trips/);
      const wrong = await plumbline(folder, ['commits', 'trip']);
      assert.equal(wrong.code, 2);
      assert.match(wrong.stderr, /there is neither a table nor a feature group trip\n {2}try: did you mean trips\?/);
      const noTable = await plumbline(folder, ['read', './data']);
      assert.equal(noTable.code, 3);
      assert.match(noTable.stderr, /the folder is no table/);
      const limit = await plumbline(folder, ['read', 'trips', '--limit', 'many']);
      assert.equal(limit.code, 2);
    });
  });
});

describe('a run', () => {
  test('leads from what it read to what it committed', async () => {
    await withThreeCommits(async (folder) => {
      const registry = await openRegistry(join(folder, '.plumbline'));
      const commits = await registry.read((db) => listCommits(db, 'trips@1'));
      assert.deepEqual(
        commits.map(({ rows, total }) => [rows.added, rows.updated, total]),
        [
          [0, 1, 4],
          [1, 1, 4],
          [3, 0, 3],
        ],
      );
      const [latest] = commits;
      const id = `trips@1/${latest?.instant}`;
      const [run] = await runsOf(folder);
      const up = await registry.read((db) => edgesAlong(db, { kind: 'commit', id }, 'up'));
      assert.deepEqual(
        up.map(({ from, to, role }) => `${from.kind} ${from.id} ${role} ${to.kind} ${to.id}`),
        [`file data/trips.csv input run ${run?.id}`, `run ${run?.id} output commit ${id}`],
      );
      const down = await registry.read((db) => edgesAlong(db, { kind: 'commit', id }, 'down'));
      assert.deepEqual(
        down.map(({ to, role }) => [role, to.kind, to.id]),
        [['of', 'feature-group', 'trips@1']],
      );
      registry.dispose();
    });
  });

  test('may delete by key, and needs no other columns for it', async () => {
    const outputs = '{ trips: { feature_group: trips@1, operation: delete } }';
    await withThreeCommits(async (folder) => {
      const file = join(folder, 'make_trips.pipeline.yaml');
      await writeFile(file, (await readFile(file, 'utf8')).replace(/^outputs: .*$/m, `outputs: ${outputs}`));
      await writeFile(join(folder, 'data/trips.csv'), 'id\nt9\nt0\nnever\n');
      const { stdout, stderr } = await plumbline(folder, ['run', 'make_trips']);
      assert.match(stdout, /✓ make_trips wrote trips@1 \(2 deleted\)/, stderr);
      const { data } = json(await plumbline(folder, ['read', 'trips', '--format', 'json']));
      assert.deepEqual(data.map(([id]: [string]) => id).sort(), ['t1', 't2']);
    });
  });

  test('whose rows cannot be taken says why, and changes nothing', async () => {
    const shop = { outputs: UPSERT, ingestion: 'always', files: { 'data/trips.csv': 'id,km\n,1\n' } } as const;
    await withShop(shop, async (folder) => {
      const { code, stderr } = await plumbline(folder, ['run', 'make_trips']);
      assert.equal(code, 1);
      assert.match(
        stderr,
        /pipeline make_trips: trips@1: one row has no key; nothing was changed\n {2}why: every row needs id/,
      );
    });
  });

  test('tells of rows that gave way, and of columns that the group does not have', async () => {
    const shop = { outputs: UPSERT, files: { 'data/trips.csv': 'id,km,more\nt0,1,x\nt0,2,y\n' } };
    await withShop(shop, async (folder) => {
      const { stdout } = await plumbline(folder, ['run', 'make_trips']);
      assert.match(
        stdout,
        /\n {2}trips@1: 1 row gave way to a later one of the same key\n {2}trips@1: left out more, which the group does not have\n$/,
      );
    });
  });
});
