import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { duckdbDialect as dialect } from '../../core/engine/duckdb-dialect.ts';
import { type Sql, sql } from '../../core/engine/sql.ts';
import { startTestEngine, type TestEngine } from './engine-for-tests.ts';

describe("DuckDB's way of saying things", () => {
  let on: TestEngine;
  before(async () => {
    on = await startTestEngine();
  });
  after(() => on.dispose());

  const value = async (expression: Sql) => (await on.engine.query(sql`SELECT ${expression}`)).rows[0]?.[0];

  test('an escape in a LIKE pattern escapes what follows, and nothing at the end', async () => {
    assert.equal(await value(dialect.like(sql`${'a%b'}`, 'a!%b', '!')), true);
    assert.equal(await value(dialect.like(sql`${'axb'}`, 'a!%b', '!')), false);
    assert.equal(await value(dialect.like(sql`${'a!'}`, 'a!!', '!')), true);
    assert.equal(await value(dialect.like(sql`${'a'}`, 'a!', '!')), false);
    assert.equal(await value(dialect.like(sql`${'a\\'}`, 'a\\', undefined)), true);
  });

  test('a value is found in a short list and in a long one', async () => {
    const long = Array.from({ length: 500 }, (_, index) => `v${index}`);
    for (const items of [['v1'], ['v1', 'v2'], long]) {
      assert.equal(await value(dialect.isIn(sql`${'v1'}`, items)), true);
      assert.equal(await value(dialect.isIn(sql`${'x'}`, items)), false);
    }
    const days = Array.from({ length: 20 }, (_, index) => `2013-01-${String(index + 1).padStart(2, '0')}`);
    assert.equal(await value(dialect.isIn(sql`CAST(${'2013-01-20'} AS DATE)`, days, 'DATE')), true);
  });

  test('missing parts of a tuple equal each other', async () => {
    const [a, b] = [dialect.tuple([sql`${1}`, sql`${null}`]), dialect.tuple([sql`${1}`, sql`${null}`])];
    assert.equal(await value(sql`${a} = ${b}`), true);
  });

  test('the value at a place among the sorted ones is exact', async () => {
    for (const count of [1, 2, 3, 10, 1000]) {
      const places = [0, Math.floor(count / 3), count - 1];
      const list = await value(sql`(SELECT ${dialect.sortedAt(sql`x`, places, count)} FROM range(${count}) r(x))`);
      assert.deepEqual(list, places);
    }
  });

  test('regular expressions that RE2 does not know are recognised', () => {
    for (const known of ['^a+$', '(?i)x', '(?P<n>a)', '(?:a|b)', '\\d{3}']) {
      assert.equal(dialect.knowsRegex(known), true, known);
    }
    for (const unknown of ['(?=a)', '(?!a)', '(?<=a)b', '(?<!a)b', '(a)\\1', 'a++', '(?>a)']) {
      assert.equal(dialect.knowsRegex(unknown), false, unknown);
    }
  });

  test('the end of a text is the end, in the words of Python too', async () => {
    assert.equal(await value(dialect.matches(sql`${'ab'}`, 'b\\Z')), true);
    assert.equal(await value(dialect.matches(sql`${'abc'}`, 'b\\Z')), false);
  });

  test('a time in a format has nothing around it', async () => {
    assert.equal(await value(dialect.isTimeIn(sql`${'2013-01-31'}`, '%Y-%m-%d')!), true);
    assert.equal(await value(dialect.isTimeIn(sql`${'2013-02-31'}`, '%Y-%m-%d')!), false);
    assert.equal(await value(dialect.isTimeIn(sql`${' 2013-01-31'}`, '%Y-%m-%d')!), false);
  });

  test('names may hold anything', async () => {
    const { rows } = await on.engine.query(sql`SELECT ${dialect.identifier('a "b" é')} FROM (SELECT 1 AS "a ""b"" é")`);
    assert.deepEqual(rows, [[1]]);
  });
});
