import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { commitAt } from '../../core/tables/as-of.ts';
import type { MadeCommit } from '../../core/tables/commit-tables.ts';
import { instantOf, nextInstant, timeOf } from '../../core/tables/instant.ts';
import { groupOf, STOPS, withTables } from './table-kit.ts';

const stops = await groupOf(STOPS);

describe('rows as they were', () => {
  test('by commit, by version, and by time', async () => {
    await withTables(async (tables) => {
      const made: MadeCommit[] = [];
      for (const name of ['a', 'b', 'c']) made.push(await tables.commit(stops, 'upsert', [{ id: 1, name }]));
      for (const [version, name] of ['a', 'b', 'c'].entries()) {
        const { instant = '', at = '' } = made[version] ?? {};
        for (const moment of [instant, String(version), at]) {
          assert.deepEqual(await tables.rows(stops, moment), [[1, name]], moment);
        }
      }
      assert.deepEqual(await tables.rows(stops), [[1, 'c']]);
      assert.deepEqual(await tables.rows(stops, '2999-01-01'), [[1, 'c']]);
      await assert.rejects(tables.rows(stops, '3'), {
        kind: 'usage',
        message: 'there is no version 3',
        why: /3 commits/,
      });
      await assert.rejects(tables.rows(stops, '20200101000000000'), {
        message: 'there is no commit 20200101000000000',
      });
      await assert.rejects(tables.rows(stops, '2020-01-01'), { message: 'the table had no rows yet at 2020-01-01' });
      await assert.rejects(tables.rows(stops, 'champion'), { message: '`champion` says no moment of the table' });
    });
  });

  test('a time is in UTC unless it names a zone, and a date is its first moment', () => {
    const commits = ['20260131120000000', '20260131130000000', '20260201000000000'].map((instant, version) => ({
      instant,
      version,
      at: timeOf(instant),
    }));
    const versionAt = (at: string) => commitAt(commits, at, 't').version;
    assert.equal(versionAt('2026-01-31T12:30'), 0);
    assert.equal(versionAt('2026-01-31 13:00:00'), 1);
    assert.equal(versionAt('2026-01-31T13:59:59.999+01:00'), 0);
    assert.equal(versionAt('2026-01-31T14:00+0100'), 1);
    assert.equal(versionAt('2026-02-01'), 2);
    assert.throws(() => versionAt('2026-01-31T11:59:59Z'), { message: /had no rows yet/ });
    for (const wrong of ['2026-13-01', '2026-01-31T25:00', '31.1.2026', '-1', '1.5', '']) {
      assert.throws(() => versionAt(wrong), { message: /says no moment/ }, wrong);
    }
  });

  test('instants grow, whatever the clock does', () => {
    const now = Date.parse('2026-02-28T23:59:59.999Z');
    const first = nextInstant([], now);
    assert.equal(first, '20260228235959999');
    assert.equal(nextInstant([first], now), '20260301000000000');
    assert.equal(nextInstant(['20260101000000000', first], now - 86_400_000), '20260301000000000');
    assert.equal(instantOf(now), first);
  });
});

describe('a feature that was appended', () => {
  const appended = (type: string, value: string) =>
    groupOf(`${STOPS}  - { name: more, type: "${type}", default: ${value} }\n`);

  test('is its default in rows that are older, before the next commit and after it', async () => {
    const stopsNow = await appended('double', '0.5');
    await withTables(async (tables) => {
      await tables.commit(stops, 'insert', [{ id: 1, name: 'a' }]);
      assert.deepEqual(await tables.rows(stopsNow), [[1, 'a', 0.5]]);
      await tables.commit(stopsNow, 'upsert', [
        { id: 2, name: 'b', more: 2 },
        { id: 3, name: 'c', more: null },
      ]);
      const rows = [
        [1, 'a', 0.5],
        [2, 'b', 2],
        [3, 'c', null],
      ];
      assert.deepEqual(await tables.rows(stopsNow), rows);
      assert.deepEqual(await tables.rows(stopsNow, '0'), [[1, 'a', 0.5]]);
      // Who still knows the old definition sees its columns.
      assert.deepEqual(
        await tables.rows(stops),
        rows.map(([id, name]) => [id, name]),
      );
    });
  });

  for (const [type, value, shown] of [
    ['string', '"it\'s"', "it's"],
    ['boolean', 'true', true],
    ['date', '"2026-01-31"', '2026-01-31'],
    ['timestamp', '"2026-01-31T12:00:00+01:00"', '2026-01-31T11:00:00+00:00'],
    ['decimal(10,2)', '1.25', 1.25],
    ['array<int>', '[1, 2]', [1, 2]],
    ['struct<x:double,y:string>', '{ x: 1.5, y: "\'" }', { x: 1.5, y: "'" }],
  ] as const) {
    test(`of type ${type}`, async () => {
      const stopsNow = await appended(type, value);
      await withTables(async (tables) => {
        await tables.commit(stops, 'insert', [{ id: 1, name: 'a' }]);
        assert.deepEqual(await tables.rows(stopsNow), [[1, 'a', shown]]);
        await tables.commit(stopsNow, 'upsert', []);
        assert.deepEqual(await tables.rows(stopsNow), [[1, 'a', shown]]);
      });
    });
  }

  test('whose type is only half typed does not keep the others from being read', async () => {
    const half = await groupOf(`${STOPS}  - { name: more, type: "arr" }\n`);
    await withTables(async (tables) => {
      await tables.commit(stops, 'insert', [{ id: 1, name: 'a' }]);
      assert.deepEqual(await tables.rows(half), [[1, 'a']]);
    });
  });

  test('a wider type reads older rows', async () => {
    const wider = await groupOf(STOPS.replace('type: int', 'type: bigint'));
    await withTables(async (tables) => {
      await tables.commit(stops, 'insert', [{ id: 1, name: 'a' }]);
      const made = await tables.commit(wider, 'upsert', [
        { id: 1, name: 'b' },
        { id: 5_000_000_000, name: 'c' },
      ]);
      assert.deepEqual(made.rows, { added: 1, updated: 1, deleted: 0 });
      assert.deepEqual(await tables.rows(wider), [
        [1, 'b'],
        [5_000_000_000, 'c'],
      ]);
      assert.deepEqual(await tables.rows(wider, '0'), [[1, 'a']]);
    });
  });
});
