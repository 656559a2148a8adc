import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Relation } from '../../core/engine/query-engine.ts';
import { sql } from '../../core/engine/sql.ts';
import { startTestEngine, type TestEngine } from './engine-for-tests.ts';

describe('the files of a relation', () => {
  let on: TestEngine;
  before(async () => {
    on = await startTestEngine();
  });
  after(() => on.dispose());

  async function opened(parts: Readonly<Record<string, string>>): Promise<Relation> {
    const folder = `files-${Object.keys(parts).join('-').replaceAll('/', '_')}`;
    for (const [name, select] of Object.entries(parts)) {
      mkdirSync(dirname(join(on.folder, folder, name)), { recursive: true });
      await on.parquet(join(folder, name), select);
    }
    return on.engine.open({ path: join(on.folder, folder) });
  }

  /** The rows of some files as the relation has them, and as they are read file by file. */
  async function bothWays({ files, from, columns }: Relation): Promise<readonly unknown[][]> {
    assert.ok(files);
    const list = sql`SELECT * FROM (SELECT ${{ text: columns.map(({ name }) => `"${name}"`).join(', '), values: [] }}`;
    const all = await on.engine.query(sql`${list} FROM ${from}) ORDER BY ALL`);
    const single: unknown[] = [];
    for (const file of files.all) {
      const rows = await files.rowsOf([file]);
      single.push(...(await on.engine.query(sql`${list} FROM ${rows.from})`)).rows);
    }
    const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
    return [[...all.rows].sort(byText), single.sort(byText)];
  }

  it('give the same rows one by one, where some lack a column or have a smaller type', async () => {
    const relation = await opened({
      'a.parquet': "SELECT 1::INTEGER AS n, 'x' AS s",
      'b.parquet': 'SELECT 2.5::DOUBLE AS n',
      'c.parquet': "SELECT 3::BIGINT AS n, 'nan'::DOUBLE AS d FROM range(2)",
    });
    const [all, single] = await bothWays(relation);
    assert.equal(all?.length, 4);
    assert.deepEqual(single, all);
  });

  it('give the columns that their paths say', async () => {
    const relation = await opened({
      'region=eu/year=01/a.parquet': 'SELECT 1 AS n',
      'region=us/year=2x/a.parquet': 'SELECT 2 AS n',
    });
    assert.deepEqual(
      relation.columns.map(({ name }) => name),
      ['n', 'region', 'year'],
    );
    const [all, single] = await bothWays(relation);
    assert.deepEqual(all, [
      [1, 'eu', '01'],
      [2, 'us', '2x'],
    ]);
    assert.deepEqual(single, all);
  });

  it('say of their columns what the rows have', async () => {
    const relation = await opened({
      'a.parquet': `SELECT CASE WHEN range = 3 THEN NULL ELSE range - 2 END AS n, DATE '2013-01-01' + range::INTEGER AS day,
        'word' || range AS s, CASE WHEN range = 1 THEN 'nan'::DOUBLE ELSE range / 4 END AS d, range::FLOAT AS f,
        range / 8 AS plain, [range] AS list FROM range(9)`,
    });
    const [found] = (await relation.files?.statistics(relation.files.all)) ?? [];
    assert.deepEqual(found?.get('n'), { present: 8, ends: ['-2', '6'] });
    assert.deepEqual(found?.get('day'), { present: 9, ends: ['2013-01-01T00:00:00', '2013-01-09T00:00:00'] });
    assert.deepEqual(found?.get('s'), { present: 9, ends: undefined });
    assert.deepEqual(found?.get('plain'), { present: undefined, ends: ['0', '1'] });
    // "Not a number" may be the largest value to who wrote the file; and of floats nothing is read here.
    assert.deepEqual([found?.has('d'), found?.has('f'), found?.has('list')], [false, false, false]);
  });
});
