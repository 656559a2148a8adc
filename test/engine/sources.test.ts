import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { DataSource } from '../../core/engine/data-source.ts';
import type { Relation } from '../../core/engine/query-engine.ts';
import { sql } from '../../core/engine/sql.ts';
import type { Value } from '../../core/engine/value.ts';
import { describeError } from '../../core/platform/problem.ts';
import { startTestEngine, type TestEngine } from './engine-for-tests.ts';

describe('data in files', () => {
  let on: TestEngine;
  before(async () => {
    on = await startTestEngine();
  });
  after(() => on.dispose());

  const open = (source: DataSource): Promise<Relation> => on.engine.open(source);
  const rowsOf = async (relation: Relation): Promise<readonly (readonly Value[])[]> =>
    (await on.engine.query(sql`SELECT * FROM ${relation.numbered} ORDER BY ${relation.position}`)).rows;
  const typesOf = (relation: Relation): readonly string[] =>
    relation.columns.map(({ name, type }) => `${name} ${type}`);
  const problemOf = async (source: DataSource): Promise<string> => {
    const relation = open(source);
    await assert.rejects(relation);
    return relation.then(() => '', describeError);
  };

  const rows = [
    [1, 'é "quoted", and a comma', 2.5, '2013-01-31', 0],
    [2, null, null, '2013-02-01', 1],
    [3, '日本', -1, null, 2],
  ];
  const types = { id: 'bigint', 'a name': 'string', score: 'double', day: 'date' };
  const csv = `id,a name,score,day\n1,"é ""quoted"", and a comma",2.5,2013-01-31\n2,,,2013-02-01\n3,日本,-1,\n`;
  const objects = rows.map(([id, name, score, day]) => ({ id, 'a name': name, score, day }));

  test('CSV, JSON and JSON lines, compressed or not, read as the Parquet file of the same rows', async () => {
    const lines = objects.map((row) => JSON.stringify(row)).join('\n');
    const sources: DataSource[] = [
      { path: await on.parquet('same.parquet', `SELECT * FROM (VALUES ${values()}) t(id, "a name", score, day)`) },
      { path: on.file('same.csv', csv), types },
      { path: on.file('same.csv.gz', gzipSync(csv)), types },
      { path: on.file('same.json', JSON.stringify(objects)), types },
      { path: on.file('same.jsonl', lines), types },
      { path: on.file('same.ndjson.gz', gzipSync(lines)), types },
    ];
    for (const source of sources) {
      const relation = await open(source);
      assert.deepEqual(typesOf(relation), ['id BIGINT', 'a name VARCHAR', 'score DOUBLE', 'day DATE'], source.path);
      assert.deepEqual(await rowsOf(relation), rows, source.path);
    }
  });

  function values(): string {
    const literal = (value: unknown): string => (value === null ? 'NULL' : `'${String(value)}'`);
    return rows
      .map(([id, name, score, day]) => `(${id}::BIGINT, ${literal(name)}, ${score}::DOUBLE, ${literal(day)}::DATE)`)
      .join(', ');
  }

  test('without declared types, columns are what they look like', async () => {
    const relation = await open({ path: on.file('plain.csv', csv) });
    assert.deepEqual(typesOf(relation), ['id BIGINT', 'a name VARCHAR', 'score DOUBLE', 'day DATE']);
  });

  test('what pandas and R write for a missing value is missing, unless the source says otherwise', async () => {
    const path = on.file('missing.csv', 'n,s\n1,x\nNA,NaN\nNULL,None\n');
    assert.deepEqual(await rowsOf(await open({ path })), [
      [1, 'x', 0],
      [null, null, 1],
      [null, null, 2],
    ]);
    const strict = await open({ path, missing: [] });
    assert.deepEqual(await rowsOf(strict), [
      ['1', 'x', 0],
      ['NA', 'NaN', 1],
      ['NULL', 'None', 2],
    ]);
  });

  test('a column that is not what it was declared keeps its text, and says why', async () => {
    const path = on.file('misfit.csv', 'id,n\n1,5\n2,many\n3,few\n');
    const relation = await open({ path, types: { id: 'int', n: 'int' } });
    assert.deepEqual(typesOf(relation), ['id INTEGER', 'n VARCHAR']);
    assert.deepEqual(relation.misfits, [{ column: 'n', declared: 'INTEGER', count: 2, example: 'many' }]);
    assert.deepEqual(
      (await rowsOf(relation)).map(([, n]) => n),
      ['5', 'many', 'few'],
    );
  });

  test('a value that differs late in a long file changes the type of its column, not its rows', async () => {
    const lines = Array.from({ length: 30_000 }, (_, row) => (row === 29_000 ? 'x' : String(row)));
    const relation = await open({ path: on.file('late.csv', `n\n${lines.join('\n')}\n`) });
    assert.deepEqual(typesOf(relation), ['n VARCHAR']);
    assert.equal((await rowsOf(relation)).length, 30_000);
  });

  test('a folder of Parquet files is one table; a column appended later is missing in older files', async () => {
    mkdirSync(join(on.folder, 'parts'));
    await on.parquet('parts/1.parquet', 'SELECT range AS n FROM range(3)');
    await on.parquet('parts/2.parquet', "SELECT range + 10 AS n, 'new' AS s FROM range(2)");
    const expected = [
      [0, null, 0],
      [1, null, 1],
      [2, null, 2],
      [10, 'new', 3],
      [11, 'new', 4],
    ];
    assert.deepEqual(await rowsOf(await open({ path: join(on.folder, 'parts') })), expected);
    assert.deepEqual(await rowsOf(await open({ path: join(on.folder, 'parts/*.parquet') })), expected);
  });

  test('a float that is not a number is missing', async () => {
    const path = await on.parquet(
      'nan.parquet',
      "SELECT * FROM (VALUES (1.5::DOUBLE), ('nan'::DOUBLE), ('inf'::DOUBLE)) t(x)",
    );
    assert.deepEqual(await rowsOf(await open({ path })), [
      [1.5, 0],
      [null, 1],
      [Number.POSITIVE_INFINITY, 2],
    ]);
  });

  test('a table without rows has columns', async () => {
    const path = await on.parquet('none.parquet', 'SELECT 1 AS a, 2 AS position LIMIT 0');
    const relation = await open({ path });
    assert.deepEqual(typesOf(relation), ['a INTEGER', 'position INTEGER']);
    assert.deepEqual(await rowsOf(relation), []);
  });

  test('data that cannot be read is explained', async () => {
    assert.match(
      await problemOf({ path: join(on.folder, 'nope.parquet'), label: 'nope.parquet' }),
      /^nope.parquet: there is no such file/,
    );
    assert.match(await problemOf({ path: on.file('a.xlsx', 'x') }), /cannot tell the format.*\n.*ends in none of/);
    assert.match(await problemOf({ path: on.file('bad.parquet', 'not at all') }), /cannot read the file as Parquet/);
    assert.match(
      await problemOf({ path: on.file('bad.json', '{"a": ') }),
      /cannot read the file as JSON\n {2}why: Malformed JSON/,
    );
    assert.match(await problemOf({ path: on.file('empty.csv', '') }), /the file has no data\n {2}why: it is empty/);
    assert.match(
      await problemOf({ path: on.file('ragged.csv', 'a,b\n1,2\n3\n') }),
      /line 3 of the CSV file\n {2}why: Expected Number of Columns: 2 Found: 1/,
    );
  });
});
