import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Dialect } from '../../core/engine/dialect.ts';
import { duckdbDialect } from '../../core/engine/duckdb-dialect.ts';
import { sparkDialect } from '../../core/engine/spark-dialect.ts';
import { raw, type Sql, sql } from '../../core/engine/sql.ts';
import type { BothEngines } from './spark-kit.ts';

/** How Spark answers queries, and how its dialect says the same as DuckDB's. */
export function queryTests(on: BothEngines): void {
  const same = async (what: string, sqlOf: (dialect: Dialect) => Sql) => {
    const [expected, found] = [
      await on.duckdb.query(sql`SELECT ${sqlOf(duckdbDialect)}`),
      await on.spark.query(sql`SELECT ${sqlOf(sparkDialect)}`),
    ];
    assert.deepEqual(found.rows, expected.rows, what);
  };

  describe('queries', () => {
    test('values go in and come out as they are', async () => {
      const { rows } = await on.spark.query(
        sql`SELECT ${1}, ${-(2n ** 62n)}, ${2n ** 70n}, ${1.5}, ${1e300}, ${'é\'"`?'}, ${null}, ${true}, ${'?'} AS \`a?b\``,
      );
      assert.deepEqual(rows, [[1, -(2n ** 62n), 2n ** 70n, 1.5, 1e300, 'é\'"`?', null, true, '?']]);
    });

    test('types and values are those that DuckDB gives', async () => {
      const spark = await on.spark.query(
        raw(`SELECT CAST(1 AS TINYINT), 1L, 1.5F, 2.5D, 1.50BD, 'x', true, X'4100ff', DATE '2013-01-31',
          TIMESTAMP '2013-01-31 10:00:00.5', TIMESTAMP_NTZ '2013-01-31 10:00:00', array(1, NULL), named_struct('a', 1L),
          map('k', 2), DOUBLE('NaN'), DOUBLE('-Infinity'), DATE '0001-01-01'`),
      );
      const duckdb = await on.duckdb.query(
        raw(`SELECT 1::TINYINT, 1::BIGINT, 1.5::FLOAT, 2.5::DOUBLE, 1.50::DECIMAL(3,2), 'x', true, 'A\\x00\\xFF'::BLOB,
          DATE '2013-01-31', TIMESTAMPTZ '2013-01-31 10:00:00.5+00', TIMESTAMP '2013-01-31 10:00:00', [1, NULL],
          {a: 1::BIGINT}, MAP {'k': 2}, 'nan'::DOUBLE, '-inf'::DOUBLE, DATE '0001-01-01'`),
      );
      assert.deepEqual(
        spark.types,
        duckdb.types.map((type) => type.replaceAll('"', '')),
      );
      assert.deepEqual(spark.rows, duckdb.rows);
    });

    test('numbers come as doubles, without those that are missing', async () => {
      const numbers = await on.spark.numbers(
        raw('SELECT IF(id = 1, NULL, CAST(id AS DOUBLE) / 2) FROM range(4) ORDER BY id'),
      );
      assert.deepEqual([...numbers], [0, 1, 1.5]);
    });

    test('a query ends in its middle when it is cancelled, and the next one works', async () => {
      const stop = new AbortController();
      const long = raw('SELECT count(*) FROM range(0, 100000000000, 1, 1000) WHERE sqrt(id) % 7 = 3');
      const told: number[] = [];
      const onProgress = (fraction: number) => {
        told.push(fraction);
        stop.abort();
      };
      await assert.rejects(on.spark.query(long, { signal: stop.signal, onProgress }), { kind: 'cancelled' });
      assert.ok(told.length > 0 && told.every((fraction) => fraction > 0 && fraction < 0.5), told.join());
      // Two tasks run at a time: a job that had not ended would hold the next one up for an hour.
      assert.deepEqual((await on.spark.query(raw('SELECT count(*) FROM range(0, 100, 1, 10)'))).rows, [[100]]);
      await assert.rejects(on.spark.query(long, { signal: AbortSignal.abort() }), { kind: 'cancelled' });
    });

    test('a query tells how far it is while it runs: each stage of its plan counts alike', async () => {
      const told: number[] = [];
      const query = raw('SELECT count(*) FROM range(0, 400000000, 1, 40) WHERE sqrt(id) % 7 = 3');
      await on.spark.query(query, { onProgress: (fraction) => told.push(fraction) });
      // All the work is in the first of two.
      assert.ok(
        told.some((fraction) => fraction > 0.1 && fraction < 0.5),
        told.join(),
      );
      assert.ok(
        told.every((fraction, index) => fraction > (told[index - 1] ?? 0) && (fraction <= 0.5 || fraction === 1)),
        told.join(),
      );
    });

    test('a failing query says what is wrong in one sentence', async () => {
      await assert.rejects(on.spark.query(raw("SELECT CAST('x' AS INT)")), {
        kind: 'failed',
        message: /^the value 'x' of the type "STRING" cannot be cast to "INT"/,
      });
      await assert.rejects(on.spark.query(raw('SELECT 1 FROM nowhere')), { message: /`nowhere` cannot be found/ });
      await assert.rejects(on.spark.query(raw('SELECT id + 9223372036854775807 FROM range(1, 3)')), {
        message: /overflow/,
      });
    });

    test('a SELECT of a person is read, and nothing else', async () => {
      const { rows, rowCount } = await on.spark.select('SELECT id FROM range(10) -- all\n;', {
        limit: 2,
        sorted: true,
      });
      assert.deepEqual([rows, rowCount], [[[0], [1]], 10]);
      for (const text of [
        '',
        'DROP VIEW x',
        'SELECT 1; SELECT 2',
        'CREATE TABLE t AS SELECT 1',
        'SET spark.sql.ansi.enabled = false',
        'INSERT INTO t VALUES (1)',
        'SELECT 1) UNION ALL (SELECT ?',
        "SELECT reflect('java.lang.System', 'getProperty', 'user.home')",
        "SELECT TRANSFORM(id) USING 'cat' AS (x) FROM range(1)",
        'SELECT * FROM text.`/etc/hosts`',
      ]) {
        await assert.rejects(on.spark.select(text), { kind: 'failed' }, text);
      }
    });

    test('a test of texts in JavaScript judges few texts and many', async () => {
      for (const [count, divisor] of [
        [50, 7],
        [2000, 2],
      ] as const) {
        const path = `${on.tables.folder}/texts-${count}.parquet`;
        await on.duckdb.copy(
          sql`SELECT CASE WHEN range = 0 THEN NULL ELSE 't' || range END AS ${raw('"a (b"')} FROM range(${count})`,
          path,
        );
        const relation = await on.spark.open({ path });
        const isOdd = on.spark.textTest(`${count}`, (text) => Number(text.slice(1)) % divisor === 0);
        const test = isOdd(raw('`a (b`'));
        const { rows } = await on.spark.query(
          sql`SELECT count(*), count_if(${test}), count_if(NOT ${test}), ${'?'} FROM ${relation.from}`,
        );
        const hits = Math.floor((count - 1) / divisor);
        assert.deepEqual(rows, [[count, hits, count - 1 - hits, '?']]);
      }
    });
  });

  describe('the dialect', () => {
    test('patterns of LIKE', async () => {
      for (const [text, pattern, escapedBy] of [
        ['a%b', 'a!%b', '!'],
        ['axb', 'a!%b', '!'],
        ['a!', 'a!!', '!'],
        ['a', 'a!', '!'],
        ['a\\', 'a\\', undefined],
        ['aXb\nc', 'A_b%', undefined],
        ['x_y', 'x\\_y', '\\'],
        ['éa', '_A', undefined],
      ] as const) {
        await same(`${text} ${pattern}`, (dialect) => dialect.like(sql`${text}`, pattern, escapedBy));
      }
    });

    test('regular expressions', async () => {
      const texts = [
        '',
        'abc',
        'ABC',
        'a\nb',
        'a\n',
        'a\r',
        'é',
        'éa b',
        '1.5',
        'a&&b',
        '[x]',
        '_',
        'x\u000bY',
        '٣',
        'ß',
        'K',
      ];
      const patterns = [
        '^a.c$',
        'a$',
        '^a.b$',
        'a\\Z',
        '(?i)abc',
        '(?s)a.b',
        '\\bb',
        '\\Ba',
        '^\\w+$',
        '\\s',
        '^\\S+$',
        '\\d',
        '[&&]',
        '^[^a&&b]',
        '[[:alpha:]]',
        '[\\]x]',
        '(?P<n>a)b?',
        '^(?:a|b)+$',
        'a{1,2}',
        '\\x61',
        '[[]',
        '(?i)ß',
        '(?i)k',
        '.',
      ];
      for (const pattern of patterns) {
        assert.equal(sparkDialect.knowsRegex(pattern), true, pattern);
        const list = (dialect: Dialect, of: (parts: string) => string): Sql => {
          const tests = texts.map((text) => dialect.matches(sql`${text}`, pattern));
          return { text: of(tests.map((each) => each.text).join(', ')), values: tests.flatMap((each) => each.values) };
        };
        const expected = await on.duckdb.query(sql`SELECT ${list(duckdbDialect, (parts) => `[${parts}]`)}`);
        const found = await on.spark.query(sql`SELECT ${list(sparkDialect, (parts) => `array(${parts})`)}`);
        assert.deepEqual(found.rows, expected.rows, pattern);
      }
    });

    test('patterns that Java may read otherwise are tested in JavaScript', () => {
      for (const pattern of ['(?=a)', '(a)\\1', '(?m)^a$', '\\Qa\\E', '(?U)a+', '\\p{Greek}', '\\pL', '\\C']) {
        assert.equal(sparkDialect.knowsRegex(pattern), false, pattern);
      }
    });

    test('tuples are equal where all their parts are', async () => {
      await same('tuple', (dialect) => {
        const pair = (a: number | null, b: string) => dialect.tuple([dialect.cast(sql`${a}`, 'BIGINT'), sql`${b}`]);
        return sql`${pair(null, 'x')} = ${pair(null, 'x')}, ${pair(1, 'x')} = ${pair(1, 'y')}`;
      });
    });

    test('times, lengths and drawing', async () => {
      await same('epoch', (dialect) => dialect.epoch(dialect.cast(sql`${'2013-01-31'}`, 'DATE')));
      await same('length', (dialect) => dialect.length(sql`${'é😀x'}`));
      await same('drawn', (dialect) => dialect.drawnFrom(sql`${'a text'}`));
      await same('digest', (dialect) => dialect.digest(sql`${'a text'}`));
      await same('a value among many', (dialect) => {
        const days = Array.from({ length: 30 }, (_, day) => `2013-01-${String(day + 1).padStart(2, '0')}`);
        return dialect.isIn(dialect.cast(sql`${'2013-01-20'}`, 'DATE'), days, 'DATE');
      });
    });

    test('whole numbers add up beyond 64 bits', async () => {
      const { rows } = await on.spark.query(
        sql`SELECT ${sparkDialect.sum(raw('id + 9223372036854775000'), 'integer')} FROM range(3)`,
      );
      assert.deepEqual(rows, [[27670116110564325003n]]);
    });
  });
}
