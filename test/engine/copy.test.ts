import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from '../../core/engine/sql.ts';
import { startTestEngine, type TestEngine } from './engine-for-tests.ts';

describe('rows written to a file', () => {
  let t: TestEngine;
  before(async () => {
    t = await startTestEngine();
  });
  after(() => t.dispose());

  test('Parquet says in its footer what it was told to', async () => {
    const file = join(t.folder, "it's.parquet");
    const text = `{"it's": "all", "there": ["?"]}`;
    const rows = await t.engine.copy(sql`SELECT ${'x'} AS a UNION ALL SELECT ${null}`, file, {
      metadata: { said: text },
    });
    assert.equal(rows, 2);
    const kept = await t.engine.query(sql`SELECT decode(key), decode(value) FROM parquet_kv_metadata(${file})`);
    assert.deepEqual(kept.rows, [['said', text]]);
    const { from } = await t.engine.open({ path: file });
    assert.deepEqual((await t.engine.query(sql`SELECT * FROM ${from}`)).rows, [['x'], [null]]);
  });

  test('CSV has a head', async () => {
    const file = join(t.folder, 'rows.csv');
    assert.equal(await t.engine.copy(sql`SELECT 1 AS a, ${'x,"y'} AS b`, file, { format: 'csv' }), 1);
    assert.equal(readFileSync(file, 'utf8'), 'a,b\n1,"x,""y"\n');
  });

  test('outside of its folders the engine writes nothing, and a person cannot have it write at all', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'plumbline-elsewhere-'));
    for (const file of [join(elsewhere, 'a.parquet'), join(t.folder, '../a.parquet')]) {
      await assert.rejects(t.engine.copy(sql`SELECT 1`, file), { name: 'PlumblineError' });
      assert.ok(!existsSync(file));
    }
    const inside = join(t.folder, 'mine.parquet');
    await assert.rejects(t.engine.select(`COPY (SELECT 1) TO '${inside}'`), { message: 'the query is refused' });
    assert.ok(!existsSync(inside));
    rmSync(elsewhere, { recursive: true });
  });
});

describe('some of the files in a folder, in columns that were asked for', () => {
  let t: TestEngine;
  before(async () => {
    t = await startTestEngine();
  });
  after(() => t.dispose());

  test('others are not looked at; what a file lacks is missing, and what all lack is the default', async () => {
    const one = await t.parquet('b.parquet', `SELECT 1 AS id, 'x' AS name, 9 AS hidden`);
    const two = await t.parquet('a.parquet', 'SELECT 2 AS id');
    await t.parquet('c.parquet', 'SELECT 3 AS id');
    const relation = await t.engine.open({
      path: t.folder,
      format: 'parquet',
      files: [one, two],
      columns: [
        { name: 'name', type: { kind: 'string' } },
        { name: 'id', type: { kind: 'bigint' } },
        { name: 'more', type: { kind: 'double' }, default: 0.5 },
      ],
    });
    assert.deepEqual(
      relation.columns.map(({ name, type }) => `${name} ${type}`),
      ['name VARCHAR', 'id BIGINT', 'more DOUBLE'],
    );
    const { rows } = await t.engine.query(sql`SELECT * FROM ${relation.from} ORDER BY id`);
    assert.deepEqual(rows, [
      ['x', 1, 0.5],
      [null, 2, 0.5],
    ]);
    const places = await t.engine.query(sql`SELECT id, ${relation.position} FROM ${relation.numbered} ORDER BY 2`);
    assert.deepEqual(places.rows, [
      [2, 0],
      [1, 1],
    ]);
  });
});
