import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { validateSuite } from '../../core/expectations/validate.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';

/** More than the first rows that must climb, and numbers too far apart for counting each of them. */
const ROWS = 40_000;

/** Columns by what they are made of, and how many of their rows are not alone in their value. */
const COLUMNS: Readonly<Record<string, readonly [string, number]>> = {
  dense: [`(range * 7919) % ${ROWS}`, 0],
  dense_but_one: [`CASE WHEN range = 39000 THEN 5 ELSE (range * 7919) % ${ROWS} END`, 2],
  negative: [`20000 - (range * 7919) % ${ROWS} * 3`, 0],
  with_missing: [`CASE WHEN range % 2 = 0 THEN NULL ELSE (range * 7919) % ${ROWS} END`, 0],
  far: ['hash(range)::UBIGINT', 0],
  climbing: ["printf('%08d', range)", 0],
  climbing_but_one: ["printf('%08d', CASE WHEN range = 30000 THEN 29999 ELSE range END)", 2],
  falling: ["printf('%08d', 99999 - range)", 0],
  again: ["printf('%08d', CASE WHEN range = 39999 THEN 0 ELSE range END)", 2],
};

describe('whether values occur once', () => {
  let on: TestEngine;
  let path: string;
  before(async () => {
    on = await startTestEngine();
    const columns = Object.entries(COLUMNS).map(([name, [value]]) => `${value} AS ${name}`);
    path = await on.parquet('rows.parquet', `SELECT ${columns.join(', ')}, range % 3 AS part FROM range(${ROWS})`);
  });
  after(() => on.dispose());

  const judge = async (type: string, kwargs: Readonly<Record<string, unknown>>) => {
    const suite = { name: 'different', expectations: [{ type, kwargs }] };
    return (await validateSuite({ suite, source: { path }, engine: on.engine })).results[0]?.result;
  };

  for (const [column, [, repeated]] of Object.entries(COLUMNS)) {
    test(`${column}: ${repeated === 0 ? 'they do' : 'all but two'}`, async () => {
      const unique = await judge('expect_column_values_to_be_unique', { column });
      assert.equal(unique?.unexpected_count, repeated);
      const values = column === 'with_missing' ? ROWS / 2 : ROWS;
      const count = await judge('expect_column_unique_value_count_to_be_between', { column });
      assert.equal(count?.observed_value, values - repeated / 2);
    });
  }

  test('the order of values is judged by the same look, and ties only count where it is strict', async () => {
    const falls = async (column: string, strictly: boolean) =>
      (await judge('expect_column_values_to_be_increasing', { column, strictly }))?.unexpected_count;
    assert.deepEqual(
      [await falls('climbing', true), await falls('climbing_but_one', true), await falls('climbing_but_one', false)],
      [0, 1, 0],
    );
    assert.deepEqual([await falls('again', false), await falls('falling', false)], [1, ROWS - 1]);
  });

  test('rows that a condition leaves may differ where others are equal', async () => {
    const left = await judge('expect_column_values_to_be_unique', {
      column: 'dense_but_one',
      row_condition: 'part = 1',
    });
    assert.equal(left?.unexpected_count, 0);
  });

  test('a key of several columns is unique where one of them is, but not where that one may be missing', async () => {
    const key = (first: string) =>
      judge('expect_compound_columns_to_be_unique', { column_list: [first, 'part'], ignore_row_if: 'never' });
    assert.equal((await key('dense'))?.unexpected_count, 0);
    assert.equal((await key('with_missing'))?.unexpected_count, ROWS / 2);
    assert.equal((await key('again'))?.unexpected_count, 2);
  });
});
