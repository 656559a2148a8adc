import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import { raw, sql } from '../../core/engine/sql.ts';
import { startTestEngine, type TestEngine } from './engine-for-tests.ts';

const LONG = raw('SELECT count(*) FROM range(1000000000000) t(a) WHERE a % 7 = 3');

describe('running queries', () => {
  let on: TestEngine;
  before(async () => {
    on = await startTestEngine();
  });
  after(() => on.dispose());

  test('a query that runs ends when it is cancelled, and the next one works', async () => {
    const stop = new AbortController();
    const running = on.engine.query(LONG, { signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    await assert.rejects(running, { kind: 'cancelled' });
    assert.deepEqual((await on.engine.query(raw('SELECT 1'))).rows, [[1]]);
  });

  test('a query that waits for its turn ends when it is cancelled', async () => {
    const stop = new AbortController();
    const first = on.engine.query(LONG, { signal: stop.signal });
    const second = on.engine.query(LONG, { signal: stop.signal });
    setTimeout(() => stop.abort(), 20);
    await assert.rejects(first, { kind: 'cancelled' });
    await assert.rejects(second, { kind: 'cancelled' });
  });

  test('a query that was cancelled before it began never runs', async () => {
    await assert.rejects(on.engine.query(LONG, { signal: AbortSignal.abort() }), { kind: 'cancelled' });
  });

  test('what does not fit into memory goes where no other user can look, and is gone at the end', {
    skip: process.platform === 'win32' && 'Windows has no such modes',
  }, async () => {
    const engine = await startDuckDb({ folders: [], threads: 1 });
    const { rows } = await engine.query(raw("SELECT current_setting('temp_directory')"));
    const folder = String(rows[0]?.[0]);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    await engine.dispose();
    assert.equal(existsSync(folder), false);
  });

  test('a failing query says what is wrong in one sentence, and does not stop the next one', async () => {
    await assert.rejects(on.engine.query(raw("SELECT CAST('x' AS INTEGER)")), {
      message: "could not convert string 'x' to INT32",
    });
    assert.deepEqual((await on.engine.query(raw('SELECT 2'))).rows, [[2]]);
  });

  test('values go in and come out as they are', async () => {
    const { rows } = await on.engine.query(
      sql`SELECT ${1}, ${-(2n ** 62n)}, ${1.5}, ${'é\'"'}, ${null}, ${true}, 3 IN (SELECT unnest(${[1, 2, 3]}))`,
    );
    assert.deepEqual(rows, [[1, -(2n ** 62n), 1.5, 'é\'"', null, true, true]]);
  });

  test('values of every type come out as plain values', async () => {
    const { rows } = await on.engine.query(
      raw(`SELECT DATE '2013-01-31', TIMESTAMP '2013-01-31 10:00:00.25', TIMESTAMPTZ '2013-01-31 10:00:00+02', TIME '10:00',
        1.10::DECIMAL(10,2), 12345678901234567890.12::DECIMAL(38,2), 9007199254740993, 'nan'::DOUBLE, [1, NULL], {'a': DATE '2013-01-31'}, MAP {'k': 1}`),
    );
    assert.deepEqual(rows, [
      [
        '2013-01-31',
        '2013-01-31T10:00:00.25',
        '2013-01-31T08:00:00+00:00',
        '10:00:00',
        1.1,
        '12345678901234567890.12',
        9007199254740993n,
        Number.NaN,
        [1, null],
        { a: '2013-01-31' },
        [{ key: 'k', value: 1 }],
      ],
    ]);
  });

  test('a test written in JavaScript can stand in a query', async () => {
    const isShort = on.engine.textTest('of the test', (text) => [...text].length < 3);
    const { rows } = await on.engine.query(
      sql`SELECT ${isShort(raw("'日本'"))}, ${isShort(raw("'long'"))}, ${isShort(raw('NULL'))}`,
    );
    assert.deepEqual(rows, [[true, false, null]]);
  });
});
