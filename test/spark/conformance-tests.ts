import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { QueryEngine } from '../../core/engine/query-engine.ts';
import { joinSql, raw, sql } from '../../core/engine/sql.ts';
import { validateSuite } from '../../core/expectations/validate.ts';
import { missingCases } from '../expectations/conformance-cases.ts';
import { type Compared, compareOn, groupsOfCases } from './conformance-on-spark.ts';
import type { BothEngines } from './spark-kit.ts';

/** The cases of Great Expectations on both engines: some of every type, all of them in long runs. */
export function conformanceTests(on: BothEngines): void {
  const isLong = process.env.PLUMBLINE_LONG !== undefined;

  test('expectations have the results that DuckDB gives', { skip: missingCases }, async (context) => {
    const compared: Compared[] = [];
    for (const group of groupsOfCases(isLong)) compared.push(...(await compareOn(on, group, on.tables)));
    const byType = new Map<string, readonly [same: number, all: number]>();
    for (const { one, problem } of compared) {
      const [same, all] = byType.get(one.expectation_type) ?? [0, 0];
      byType.set(one.expectation_type, [same + (problem === undefined ? 1 : 0), all + 1]);
    }
    for (const [type, [same, all]] of [...byType].sort()) context.diagnostic(`${type}: ${same} of ${all}`);
    const wrong = compared.filter(({ problem }) => problem !== undefined);
    assert.deepEqual(
      wrong.map(({ one, problem }) => `${one.id} ${JSON.stringify(one.kwargs).slice(0, 200)}: ${problem}`),
      [],
    );
    assert.ok(compared.length > 300 && byType.size > 50, `${compared.length} cases of ${byType.size} types`);
  });

  // Each of them stands in docs/spark.md.
  describe('what differs', () => {
    test('numbers and instants as texts', async () => {
      const values = "12345678.9, 0.00001, TIMESTAMP '2013-01-31 10:00:00'";
      const texts = async (engine: QueryEngine, [number, time]: readonly [string, string]) => {
        const types = [number, number, time];
        const list = types.map((type, index) => engine.dialect.cast(raw(`CAST(v${index} AS ${type})`), 'VARCHAR'));
        const from = raw(`(VALUES (${values})) AS t(v0, v1, v2)`);
        return (await engine.query(sql`SELECT ${joinSql(list, ', ')} FROM ${from}`)).rows[0];
      };
      assert.deepEqual(await texts(on.duckdb, ['DOUBLE', 'TIMESTAMPTZ']), [
        '12345678.9',
        '1e-05',
        '2013-01-31 10:00:00+00',
      ]);
      assert.deepEqual(await texts(on.spark, ['DOUBLE', 'TIMESTAMP']), [
        '1.23456789E7',
        '1.0E-5',
        '2013-01-31 10:00:00',
      ]);
    });

    test('types that Spark does not have', async () => {
      const open = async (name: string, select: string) => {
        const path = join(on.tables.folder, `${name}.parquet`);
        await on.duckdb.copy(raw(select), path);
        return (await on.spark.open({ path })).columns.map(({ type }) => type);
      };
      assert.deepEqual(
        await open('unsigned', 'SELECT 1::UTINYINT AS a, 1::USMALLINT AS b, 1::UINTEGER AS c, 1::UBIGINT AS d'),
        ['SMALLINT', 'INTEGER', 'BIGINT', 'DECIMAL(20,0)'],
      );
      for (const [name, value] of [
        ['time', "TIME '10:00:00'"],
        ['nanoseconds', "TIMESTAMP_NS '2013-01-31 10:00:00'"],
      ] as const) {
        await assert.rejects(open(name, `SELECT ${value} AS a`), { message: 'cannot read the file as Parquet' }, name);
      }
    });

    test('a FLOAT beside a DECIMAL', async () => {
      const path = join(on.tables.folder, 'single.parquet');
      await on.duckdb.copy(raw('SELECT 12.34::FLOAT AS f, 12.34::DECIMAL(10,2) AS d'), path);
      const type = 'expect_select_column_values_to_be_unique_within_record';
      const suite = { name: 'single', expectations: [{ type, kwargs: { column_list: ['f', 'd'] } }] };
      const differ = async (engine: QueryEngine) => (await validateSuite({ suite, source: { path }, engine })).success;
      assert.deepEqual([await differ(on.duckdb), await differ(on.spark)], [false, true]);
    });

    test('a quote that is not closed', async () => {
      const path = join(on.tables.folder, 'quote.csv');
      writeFileSync(path, 'a,b\n1,"x\n2,y\n');
      const rows = async (engine: QueryEngine) => {
        const { from } = await engine.open({ path });
        return (await engine.query(sql`SELECT a, b FROM ${from} ORDER BY a`)).rows;
      };
      assert.deepEqual(await rows(on.duckdb), [
        [1, '"x'],
        [2, 'y'],
      ]);
      assert.deepEqual(await rows(on.spark), [[1, 'x\n2,y\n']]);
    });

    test('weeks in formats of times', async () => {
      const path = join(on.tables.folder, 'weeks.parquet');
      await on.duckdb.copy(raw("SELECT '2013 05' AS w"), path);
      const kwargs = { column: 'w', strftime_format: '%Y %U' };
      const suite = {
        name: 'weeks',
        expectations: [{ type: 'expect_column_values_to_match_strftime_format', kwargs }],
      };
      const { results } = await validateSuite({ suite, source: { path }, engine: on.spark });
      assert.match(String(results[0]?.exception_info.exception_message), /%U in %Y %U cannot be told on this engine/);
    });
  });
}
