import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { DataSource } from '../../core/engine/data-source.ts';
import type { QueryEngine } from '../../core/engine/query-engine.ts';
import { raw, sql } from '../../core/engine/sql.ts';
import { type RowPart, someRows } from '../../core/expectations/some-rows.ts';
import type { BothEngines } from './spark-kit.ts';

/** Data in files is the same relation to both engines: columns, types, rows and their places. */
export function sourceTests(on: BothEngines): void {
  const read = async (engine: QueryEngine, source: DataSource) => {
    const relation = await engine.open(source);
    const { rows } = await engine.query(sql`SELECT * FROM ${relation.numbered} ORDER BY ${relation.position}`);
    const columns = relation.columns.map(({ name, type, valueType }) => [name, type, valueType]);
    return { columns, rows, misfits: relation.misfits };
  };
  const same = async (source: DataSource) => {
    const found = await read(on.spark, source);
    assert.deepEqual(found, await read(on.duckdb, source));
    return found;
  };
  const file = (name: string, content: string): string => {
    const path = join(on.tables.folder, name);
    writeFileSync(path, content);
    return path;
  };

  describe('sources', () => {
    test('a Parquet file of every type', async () => {
      const path = join(on.tables.folder, 'types.parquet');
      await on.duckdb.copy(
        raw(`SELECT 1::TINYINT AS a, 2::SMALLINT AS b, 3::INTEGER AS c, (-9223372036854775807 - 1)::BIGINT AS d, 0.1::FLOAT AS e,
          'nan'::DOUBLE AS f, 1.50::DECIMAL(10,2) AS g, 'é' AS h, true AS i, DATE '1500-03-01' AS "day of old",
          TIMESTAMPTZ '1890-01-01 00:00:00.000001+00' AS k, TIMESTAMP '9999-12-31 23:59:59.999999' AS l, 'AB'::BLOB AS m,
          [1, NULL] AS n, {x: 1, y: 'z'} AS o, NULL::INTEGER AS "p\`q?", 'p' AS position
          UNION ALL SELECT NULL, NULL, NULL, 9223372036854775807, NULL, 'inf'::DOUBLE, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, ''`),
        path,
      );
      const { rows } = await same({ path });
      assert.equal(rows.length, 2);
    });

    test('a folder of files, some with a column more, in the order of their names', async () => {
      const folder = join(on.tables.folder, 'parts');
      mkdirSync(folder, { recursive: true });
      for (const [name, select] of [
        ['b.parquet', 'SELECT range AS id, range * 2.5 AS more FROM range(3)'],
        ['a.parquet', 'SELECT range + 10 AS id FROM range(5)'],
      ] as const) {
        await on.duckdb.copy(raw(select), join(folder, name));
      }
      await same({ path: folder });
      const files = [join(folder, 'b.parquet'), join(folder, 'a.parquet')];
      await same({
        path: folder,
        files,
        columns: [
          { name: 'more', type: { kind: 'double' }, default: 7 },
          { name: 'id', type: { kind: 'bigint' } },
          { name: 'new', type: { kind: 'string' }, default: 'none' },
        ],
      });
    });

    test('CSV as it looks', async () => {
      const path = file(
        'looks.csv',
        'id,share,flag,day,at,word,empty,big\n' +
          '1,0.5,true,2013-01-31,2013-01-31 10:00:00,"a, ""b""\nc",,9223372036854775807\n' +
          '2,NA,false,2013-02-01,2013-01-31 10:00:00.5,NA,,1\n' +
          '3,1e3,true,,2013-02-01 00:00:00,x,,2\n',
      );
      await same({ path });
    });

    test('CSV as declared, with what does not fit told', async () => {
      const path = file('declared.csv', 'id;n;at;text\n1;5;2013-01-31T10:00:00Z;01\n2;x;2013-01-31 11:00:00;02\n');
      const types = { id: 'double', n: 'int', at: 'timestamp', text: 'string' };
      const { misfits } = await same({ path, types });
      assert.deepEqual(misfits, [{ column: 'n', declared: 'INTEGER', count: 1, example: 'x' }]);
    });

    test('JSON lines, and a list of objects', async () => {
      const lines =
        '{"z": 1, "a": "x", "b": {"c": [1, 2]}, "d": "2013-01-31"}\n{"z": 2.5, "a": null, "d": "2013-02-01"}\n';
      await same({ path: file('rows.jsonl', lines), types: { z: 'double' } });
      const list = `[${lines.trim().replace('\n', ',')}]`;
      await same({ path: file('rows.json', list), types: { z: 'double' } });
    });

    test('a sample, and the first rows, are the same ones', async () => {
      const path = join(on.tables.folder, 'many.parquet');
      await on.duckdb.copy(raw("SELECT range AS id, 'v' || range AS v FROM range(1000)"), path);
      const parts: readonly RowPart[] = [
        { kind: 'sample', rows: 20, seed: 3 },
        { kind: 'share', share: 0.05, seed: 0 },
        { kind: 'first', rows: 7 },
      ];
      for (const part of parts) {
        const [expected, found] = await Promise.all(
          [on.duckdb, on.spark].map(async (engine) => {
            const some = await someRows(await engine.open({ path }), part, engine, {});
            const isV9 = engine.textTest('ends in 9', (text) => text.endsWith('9'))(raw('v'));
            const { rows } = await engine.query(sql`SELECT id, ${isV9} FROM ${some.from} ORDER BY id`);
            return rows;
          }),
        );
        assert.deepEqual(found, expected);
      }
    });

    test('what cannot be read says so', async () => {
      await assert.rejects(on.spark.open({ path: join(on.tables.folder, 'nowhere.parquet') }), {
        message: 'there is no such file',
      });
      await assert.rejects(on.spark.open({ path: file('bad.parquet', 'no Parquet at all') }), {
        message: 'cannot read the file as Parquet',
      });
      // Spark would find rows in it.
      await assert.rejects(on.spark.open({ path: file('parquet.csv', 'PAR1 and more\n') }), {
        message: 'cannot read the file as CSV',
        why: 'it is a Parquet file',
      });
      await assert.rejects(on.spark.open({ path: file('empty.csv', '') }), { message: 'the file has no data' });
      await assert.rejects(on.spark.open({ path: 'file:///nowhere/at/all', format: 'parquet' }), {
        message: 'Spark finds no such file',
      });
    });

    test('another name for a relation', async () => {
      const path = join(on.tables.folder, 'named.parquet');
      await on.duckdb.copy(raw('SELECT 5 AS five'), path);
      await on.spark.alias(await on.spark.open({ path }), 'flights@1');
      assert.deepEqual((await on.spark.select('SELECT five FROM `flights@1`')).rows, [[5]]);
    });
  });
}
