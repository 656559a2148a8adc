import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { TableOperation } from '../../core/tables/operation.ts';
import { groupOf, type Row, STOPS, TRIPS, withTables } from './table-kit.ts';

const stops = await groupOf(STOPS);
const trips = await groupOf(TRIPS);
const changes = (added: number, updated: number, deleted: number) => ({ added, updated, deleted });

describe('what a commit does to the rows of a group', () => {
  test('insert, upsert, delete and overwrite, with their counts', async () => {
    await withTables(async (tables) => {
      const inserted = await tables.commit(stops, 'insert', [
        { id: 1, name: 'a' },
        { id: 2, name: 'b' },
        { id: 3, name: null },
      ]);
      assert.deepEqual([inserted.version, inserted.rows, inserted.total], [0, changes(3, 0, 0), 3]);
      const upserted = await tables.commit(stops, 'upsert', [
        { id: 2, name: 'B' },
        { id: 4, name: 'd' },
      ]);
      assert.deepEqual([upserted.version, upserted.rows, upserted.total], [1, changes(1, 1, 0), 4]);
      const deleted = await tables.commit(stops, 'delete', [{ id: 1 }, { id: 99 }]);
      assert.deepEqual([deleted.version, deleted.rows, deleted.total], [2, changes(0, 0, 1), 3]);
      const overwritten = await tables.commit(stops, 'overwrite', [
        { id: 4, name: 'D' },
        { id: 5, name: 'e' },
      ]);
      assert.deepEqual([overwritten.version, overwritten.rows, overwritten.total], [3, changes(1, 1, 2), 2]);

      assert.deepEqual(await tables.rows(stops), [
        [4, 'D'],
        [5, 'e'],
      ]);
      const told = (await tables.commits(stops)).map(({ operation, rows, total }) => [operation, rows, total]);
      assert.deepEqual(told, [
        ['insert', changes(3, 0, 0), 3],
        ['upsert', changes(1, 1, 0), 4],
        ['delete', changes(0, 0, 1), 3],
        ['overwrite', changes(1, 1, 2), 2],
      ]);
    });
  });

  test('a key has one row for each of its event times', async () => {
    await withTables(async (tables) => {
      await tables.commit(trips, 'upsert', [{ id: 't', at: '2026-01-01T08:00:00Z', km: 1, note: null }]);
      const next = await tables.commit(trips, 'upsert', [
        { id: 't', at: '2026-01-01T08:00:00Z', km: 2, note: 'put right' },
        { id: 't', at: '2026-01-02T08:00:00+01:00', km: 3, note: 'the next day' },
      ]);
      assert.deepEqual(next.rows, changes(1, 1, 0));
      assert.deepEqual(await tables.rows(trips), [
        ['t', '2026-01-01T08:00:00+00:00', 2, 'put right'],
        ['t', '2026-01-02T07:00:00+00:00', 3, 'the next day'],
      ]);
    });
  });

  test('of rows with the same key in one batch the last one stays, and how many gave way is told', async () => {
    await withTables(async (tables) => {
      const rows = ['first', 'second', 'third'].map((name) => ({ id: 1, name }));
      const made = await tables.commit(stops, 'upsert', [...rows, { id: 2, name: 'x' }]);
      assert.deepEqual(
        [made.folded, made.rows, await tables.rows(stops)],
        [
          2,
          changes(2, 0, 0),
          [
            [1, 'third'],
            [2, 'x'],
          ],
        ],
      );
    });
  });

  test('a batch without rows is a commit, too; all rows may go', async () => {
    await withTables(async (tables) => {
      assert.deepEqual((await tables.commit(stops, 'upsert', [])).rows, changes(0, 0, 0));
      assert.deepEqual(await tables.rows(stops), []);
      await tables.commit(stops, 'insert', [{ id: 1, name: 'a' }]);
      assert.deepEqual((await tables.commit(stops, 'delete', [{ id: 1 }])).total, 0);
      assert.deepEqual((await tables.commit(stops, 'upsert', [{ id: 1, name: 'b' }])).rows, changes(1, 0, 0));
      assert.deepEqual((await tables.commit(stops, 'overwrite', [])).rows, changes(0, 0, 1));
      assert.deepEqual(await tables.rows(stops), []);
    });
  });

  test('a group without a key takes rows in one after the other', async () => {
    const log = await groupOf('name: log\nversion: 1\nprimary_key: []\nfeatures:\n  - { name: line, type: string }\n');
    await withTables(async (tables) => {
      await tables.commit(log, 'upsert', [{ line: 'a' }, { line: 'a' }]);
      const made = await tables.commit(log, 'insert', [{ line: 'a' }, { line: 'b' }]);
      assert.deepEqual([made.rows, made.total], [changes(2, 0, 0), 4]);
      assert.deepEqual(await tables.rows(log), [['a'], ['a'], ['a'], ['b']]);
      await assert.rejects(tables.commit(log, 'delete', [{ line: 'a' }]), { message: 'rows cannot be deleted by key' });
    });
  });

  test('columns that the group does not have are left out, and told of', async () => {
    await withTables(async (tables) => {
      const made = await tables.commit(stops, 'upsert', [{ id: 1, name: 'a', more: true }]);
      assert.deepEqual([made.leftOut, await tables.rows(stops)], [['more'], [[1, 'a']]]);
    });
  });
});

describe('any operations, one after the other', () => {
  type Step = readonly [operation: TableOperation, rows: readonly Row[]];
  const row = fc.record({ id: fc.integer({ min: 0, max: 9 }), name: fc.option(fc.string({ maxLength: 3 })) });
  const step: fc.Arbitrary<Step> = fc.tuple(
    fc.constantFrom('upsert', 'upsert', 'overwrite', 'delete', 'insert'),
    fc.array(row, { maxLength: 8 }),
  );

  test('leave what a Map holds that is treated the same, at each of their versions', async () => {
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      await withTables(async (tables) => {
        let model = new Map<unknown, Row>();
        const states: (readonly Row[])[] = [];
        for (const [operation, rows] of [['upsert', []] as const, ...steps]) {
          const before = model;
          const batch = new Map(rows.map((each) => [each.id, each]));
          const refused = operation === 'insert' && (batch.size < rows.length || rows.some(({ id }) => before.has(id)));
          if (refused) {
            await assert.rejects(tables.commit(stops, operation, rows), { kind: 'findings' });
            continue;
          }
          const kept = [...before].filter(([id]) => !batch.has(id));
          model = new Map(operation === 'delete' ? kept : operation === 'overwrite' ? batch : [...kept, ...batch]);
          const made = await tables.commit(stops, operation, rows);
          const came = [...model].filter(([id]) => !before.has(id)).length;
          const went = [...before].filter(([id]) => !model.has(id)).length;
          const anew = operation === 'delete' ? 0 : [...batch].filter(([id]) => before.has(id)).length;
          assert.deepEqual([made.rows, made.total], [changes(came, anew, went), model.size]);
          states.push([...model.values()]);
        }
        for (const [version, state] of states.entries()) {
          const expected = state.map(({ id, name }) => [id, name]).sort(([a], [b]) => Number(a) - Number(b));
          assert.deepEqual(await tables.rows(stops, String(version)), expected);
        }
      });
    });
    await fc.assert(property, { numRuns: process.env.PLUMBLINE_LONG ? 300 : 12 });
  });
});
