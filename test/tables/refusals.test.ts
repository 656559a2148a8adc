import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { namesIn } from '../../core/platform/files.ts';
import { tableShape } from '../../core/tables/table-shape.ts';
import { groupOf, STOPS, type Tables, TRIPS, withTables } from './table-kit.ts';

const stops = await groupOf(STOPS);
const trips = await groupOf(TRIPS);

describe('rows that are not taken leave the table as it was', () => {
  /** Whatever is tried, the rows, the commits and the files stay. */
  async function refused(
    tables: Tables,
    group: typeof stops,
    work: () => Promise<unknown>,
    told: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const state = async () => [await tables.rows(group), await tables.commits(group), await filesOf(tables, group)];
    const before = await state();
    await assert.rejects(work, told);
    assert.deepEqual(await state(), before);
  }

  const filesOf = async (tables: Tables, group: typeof stops) => [
    await namesIn(tables.folder(group)),
    await namesIn(`${tables.folder(group)}/.hoodie`),
    await namesIn(`${tables.folder(group)}/_delta_log`),
  ];

  test('keys that are missing', async () => {
    await withTables(async (tables) => {
      await tables.commit(trips, 'upsert', [{ id: 'a', at: '2026-01-01T00:00:00Z', km: 1, note: '' }]);
      const rows = [
        { id: null, at: '2026-01-01T00:00:00Z', km: 1, note: '' },
        { id: 'b', at: null, km: 1, note: '' },
      ];
      const told = { kind: 'findings', message: '2 rows have no key', why: 'every row needs id and at' };
      await refused(tables, trips, () => tables.commit(trips, 'upsert', rows), told);
    });
  });

  test('an insert of a key that is there, or is named twice', async () => {
    await withTables(async (tables) => {
      await tables.commit(stops, 'insert', [{ id: 1, name: 'a' }]);
      const insert = (...ids: readonly number[]) =>
        tables.commit(
          stops,
          'insert',
          ids.map((id) => ({ id, name: 'b' })),
        );
      const there = { kind: 'findings', message: 'there are rows with these keys already', why: 'such as id 1' };
      await refused(tables, stops, () => insert(2, 1), there);
      const twice = { kind: 'findings', message: 'the rows name a key more than once', why: 'such as id 7' };
      await refused(tables, stops, () => insert(7, 7), twice);
    });
  });

  for (const [what, select, why] of [
    ['a fraction in a column of whole numbers', '1 AS id, 1.5 AS n', 'column n is declared as int, and holds 1.5'],
    ['a number that is too large', '1 AS id, 3000000000 AS n', 'column n is declared as int, and holds 3000000000'],
    ['a text that is no number', `1 AS id, 'far' AS n`, 'column n is declared as int, and holds far'],
  ] as const) {
    test(what, async () => {
      const group = await groupOf(STOPS.replace('name: name, type: string', 'name: n, type: int'));
      await withTables(async (tables) => {
        await tables.commitSelect(group, 'upsert', 'SELECT 1 AS id, 1.0::DOUBLE AS n UNION ALL SELECT 2, NULL');
        assert.deepEqual(await tables.rows(group), [
          [1, 1],
          [2, null],
        ]);
        const told = { kind: 'findings', message: 'the rows do not fit into the table', why };
        await refused(tables, group, () => tables.commitSelect(group, 'upsert', `SELECT ${select}`), told);
      });
    });
  }

  test('another key than that of the table', async () => {
    const otherKey = await groupOf(STOPS.replace('primary_key: [id]', 'primary_key: [name]'));
    await withTables(async (tables) => {
      await tables.commit(stops, 'insert', [{ id: 1, name: 'a' }]);
      const told = { message: 'the key of a table cannot change', help: /raise the version/ };
      await refused(tables, stops, () => tables.commit(otherKey, 'upsert', [{ id: 1, name: 'a' }]), told);
    });
  });

  test('the first commit of a table that fails leaves no table', async () => {
    await withTables(async (tables) => {
      await assert.rejects(tables.commit(stops, 'upsert', [{ id: null, name: 'a' }]), { kind: 'findings' });
      await assert.rejects(tables.commit(stops, 'delete', [{ id: 1 }]), { message: 'there are no rows to delete' });
      assert.deepEqual(await namesIn(tables.folder(stops)), []);
      assert.equal(await tables.rows(stops), undefined);
    });
  });

  test('one table of two: neither changes', async () => {
    await withTables(async (tables) => {
      await tables.commit(stops, 'insert', [{ id: 1, name: 'a' }]);
      const both = () =>
        tables.commitAll([
          [stops, [{ id: 2, name: 'b' }]],
          [trips, [{ id: 'a', at: null, km: 1, note: '' }]],
        ]);
      await refused(tables, stops, both, { kind: 'findings' });
      assert.equal(await tables.rows(trips), undefined);
    });
  });
});

describe('groups that no table can hold', () => {
  const CASES: readonly (readonly [what: string, yaml: string, told: Readonly<Record<string, unknown>>])[] = [
    [
      'a name that Avro does not know',
      STOPS.replace('name: name', 'name: "full name"'),
      { message: 'a table of stops@1 cannot hold the name `full name`', why: /Hudi keeps schemas in Avro/ },
    ],
    [
      'such a name inside a struct',
      STOPS.replace('type: string', 'type: "struct<größe:int>"'),
      { message: 'a table of stops@1 cannot hold feature name' },
    ],
    [
      "a name of the format's own",
      STOPS.replace('name: name', 'name: _hoodie_commit_time'),
      { message: /cannot hold feature _hoodie_commit_time/ },
    ],
    ['a key that is no feature', STOPS.replace('[id]', '[idd]'), { message: /cannot hold the key idd/ }],
    ['a key that is a list', STOPS.replace('type: int', 'type: "array<int>"'), { message: /cannot hold the key id/ }],
    ['a type that there is not', STOPS.replace('type: string', 'type: strng'), { message: /cannot hold feature name/ }],
  ];
  for (const [what, yaml, told] of CASES) {
    test(what, async () => {
      const group = await groupOf(yaml);
      assert.throws(() => tableShape(group, group.key), { name: 'PlumblineError', kind: 'failed', ...told });
    });
  }
});
