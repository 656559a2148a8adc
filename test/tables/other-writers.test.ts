import assert from 'node:assert/strict';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { namesIn } from '../../core/platform/files.ts';
import { groupOf, STOPS, withTables } from './table-kit.ts';

const stops = await groupOf(STOPS);

/** What Spark, delta-rs and others leave in a table that they have written to (Hudi 1.2.0, measured). */
const FOREIGN: readonly (readonly [what: string, change: (folder: string) => Promise<void>, why: RegExp])[] = [
  [
    'Spark has upgraded it to version 9',
    async (folder) => {
      await replaceIn(join(folder, '.hoodie/hoodie.properties'), 'hoodie.table.version=6', 'hoodie.table.version=9');
      await mkdir(join(folder, '.hoodie/timeline'));
    },
    /hoodie\.table\.version is 9, and was 6/,
  ],
  [
    'Spark has built a metadata table',
    (folder) => mkdir(join(folder, '.hoodie/metadata')),
    /\.hoodie holds metadata, which Plumbline does not write/,
  ],
  [
    'its properties say that there is a metadata table',
    (folder) => append(join(folder, '.hoodie/hoodie.properties'), 'hoodie.table.metadata.partitions=files\n'),
    /it has a metadata table now/,
  ],
  [
    'Spark has added one more commit',
    async (folder) => {
      const name = (await namesIn(join(folder, '.hoodie'))).find((each) => each.endsWith('.commit')) ?? '';
      const commit = JSON.parse(await readFile(join(folder, '.hoodie', name), 'utf8'));
      const { schema } = commit.extraMetadata;
      await writeFile(
        join(folder, '.hoodie/29990101000000000.commit'),
        JSON.stringify({ ...commit, extraMetadata: { schema } }),
      );
    },
    /the commit 29990101000000000 is not Plumbline's/,
  ],
  [
    'Spark was killed while it wrote',
    (folder) => writeFile(join(folder, '.hoodie/29990101000000000.commit.requested'), ''),
    /the commit 29990101000000000 was begun by another program and never ended/,
  ],
  [
    'Spark has cleaned it',
    (folder) => writeFile(join(folder, '.hoodie/29990101000000000.clean'), ''),
    /\.hoodie holds 29990101000000000\.clean/,
  ],
  [
    'delta-rs has appended a version',
    (folder) => writeFile(join(folder, '_delta_log/00000000000000000001.json'), '{"commitInfo":{}}\n'),
    /its Delta log holds 00000000000000000001\.json/,
  ],
  [
    'delta-rs has taken the version of a commit whose twin was not written',
    (folder) => writeFile(join(folder, '_delta_log/00000000000000000000.json'), '{"commitInfo":{}}\n'),
    /its Delta log holds 00000000000000000000\.json/,
  ],
];

describe('a table that another program has written to is not written to any more', () => {
  for (const [what, change, why] of FOREIGN) {
    test(what, async () => {
      await withTables(async (tables) => {
        await tables.commit(stops, 'insert', [{ id: 1, name: 'a' }]);
        const folder = tables.folder(stops);
        await change(folder);
        const before = await snapshot(folder);
        await assert.rejects(tables.commit(stops, 'upsert', [{ id: 2, name: 'b' }]), {
          kind: 'failed',
          message: 'another program has written to the table, so nothing more is written here',
          why,
        });
        assert.deepEqual(await snapshot(folder), before);
      });
    });
  }
});

describe('what a killed writer of ours has left is put right by the next one', () => {
  test('a commit that was begun goes, with its rows', async () => {
    await withTables(async (tables) => {
      const { instant } = await tables.commit(stops, 'insert', [{ id: 1, name: 'a' }]);
      const folder = tables.folder(stops);
      const [file = ''] = (await namesIn(folder)).filter((name) => name.endsWith('.parquet'));
      const later = instant.replace(/^\d{4}/, '2027');
      await cp(join(folder, file), join(folder, file.replace(instant, later)));
      await cp(join(folder, `.hoodie/${instant}.inflight`), join(folder, `.hoodie/${later}.inflight`));
      await writeFile(join(folder, `.hoodie/${later}.commit.requested`), '');
      await writeFile(join(folder, `.hoodie/.${later}.commit.1-ab.tmp`), '{');
      assert.deepEqual(await tables.rows(stops), [[1, 'a']]);
      await tables.commit(stops, 'upsert', [{ id: 2, name: 'b' }]);
      const left = [...(await namesIn(folder)), ...(await namesIn(join(folder, '.hoodie')))];
      assert.deepEqual(
        left.filter((name) => name.includes(later)),
        [],
      );
    });
  });

  test('a Delta log that lacks entries is written again, letter for letter', async () => {
    await withTables(async (tables) => {
      for (const name of ['a', 'b', 'c']) await tables.commit(stops, 'upsert', [{ id: 1, name }]);
      const log = join(tables.folder(stops), '_delta_log');
      const before = await snapshot(log);
      for (const name of (await namesIn(log)).slice(1)) await rm(join(log, name));
      await tables.commit(stops, 'upsert', [{ id: 2, name: 'd' }]);
      assert.deepEqual((await snapshot(log)).slice(0, 3), before);
      assert.equal((await namesIn(log)).length, 4);
    });
  });

  test('a journal makes its commits facts, for readers at once and on the disk with the next writer', async () => {
    const others = await groupOf(STOPS.replace('name: stops', 'name: others'));
    await withTables(async (tables) => {
      const before = await tables.commitAll([
        [stops, [{ id: 1, name: 'a' }]],
        [others, [{ id: 1, name: 'x' }]],
      ]);
      const after = await tables.commitAll([
        [stops, [{ id: 2, name: 'b' }]],
        [others, [{ id: 2, name: 'y' }]],
      ]);
      // As it is when a process dies right after it wrote the journal.
      const journal = [];
      for (const [index, group] of [stops, others].entries()) {
        const { instant = '' } = after[index] ?? {};
        const path = join(tables.folder(group), `.hoodie/${instant}.commit`);
        journal.push({ table: `${group.key.name}_1`, instant, commit: JSON.parse(await readFile(path, 'utf8')) });
        await rm(path);
        await rm(join(tables.folder(group), '_delta_log/00000000000000000001.json'));
      }
      const state = async () => [await tables.rows(stops), await tables.rows(others)];
      const one = [[[1, 'a']], [[1, 'x']]];
      assert.deepEqual(await state(), one);
      await writeFile(join(tables.storage, 'tables/journal.json'), JSON.stringify(journal));
      const two = [
        [
          [1, 'a'],
          [2, 'b'],
        ],
        [
          [1, 'x'],
          [2, 'y'],
        ],
      ];
      assert.deepEqual(await state(), two);
      // A writer of one of them settles both.
      await tables.commit(stops, 'upsert', [{ id: 2, name: 'b' }]);
      assert.deepEqual(await state(), two);
      assert.deepEqual(await namesIn(join(tables.storage, 'tables')), ['others_1', 'stops_1']);
      const { instant = '' } = after[1] ?? {};
      assert.ok((await namesIn(join(tables.folder(others), '.hoodie'))).includes(`${instant}.commit`));
      assert.equal((await namesIn(join(tables.folder(others), '_delta_log'))).length, 2);
      assert.equal(before.length, 2);
    });
  });

  test('a journal that is damaged, or names what is no table, is not followed', async () => {
    await withTables(async (tables) => {
      await tables.commit(stops, 'insert', [{ id: 1, name: 'a' }]);
      for (const text of [
        '{"',
        '[{"table":"../../x_1","instant":"20260101000000000","commit":{}}]',
        '[{"table":"x_1","instant":"../x"}]',
      ]) {
        await writeFile(join(tables.storage, 'tables/journal.json'), text);
        await assert.rejects(tables.rows(stops), { message: 'the journal of the tables is damaged' });
      }
    });
  });
});

test('a commit that names files elsewhere is not followed', async () => {
  await withTables(async (tables) => {
    const { instant } = await tables.commit(stops, 'insert', [{ id: 1, name: 'a' }]);
    const path = join(tables.folder(stops), `.hoodie/${instant}.commit`);
    await replaceIn(path, '"path": "', '"path": "../../../drafts/');
    await assert.rejects(tables.rows(stops), { message: 'the table names a file outside of its folder' });
  });
});

async function snapshot(folder: string): Promise<readonly (readonly [string, string])[]> {
  const names = (await namesIn(folder)).filter((name) => !/^(metadata|timeline)$/.test(name));
  const found = await Promise.all(
    names.map(async (name): Promise<readonly (readonly [string, string])[]> => {
      if (/^(\.hoodie|_delta_log)$/.test(name)) return snapshot(join(folder, name));
      return [[name, (await readFile(join(folder, name))).toString('base64')]];
    }),
  );
  return found.flat();
}

async function replaceIn(path: string, what: string, by: string): Promise<void> {
  await writeFile(path, (await readFile(path, 'utf8')).replace(what, by));
}

async function append(path: string, text: string): Promise<void> {
  await writeFile(path, `${await readFile(path, 'utf8')}${text}`);
}
