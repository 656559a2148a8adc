import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { validateSuite } from '../../core/expectations/validate.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';

/** So many that they are counted in steps. */
const ROWS = 1_200_000;

const COLUMNS = ['even', 'skew', 'whole', 'same', 'huge'];

const SUITE = COLUMNS.flatMap((column) => [
  { type: 'expect_column_median_to_be_between', kwargs: { column, min_value: 0 } },
  {
    type: 'expect_column_quantile_values_to_be_between',
    kwargs: {
      column,
      quantile_ranges: { quantiles: [0, 0.001, 0.5, 0.999, 1], value_ranges: new Array(5).fill([null, null]) },
    },
  },
  {
    type: 'expect_column_median_to_be_between',
    kwargs: { column, min_value: 0, row_condition: 'even > 0.5' },
  },
]);

describe('medians and quantiles of many numbers', () => {
  let on: TestEngine;
  before(async () => {
    on = await startTestEngine();
  });
  after(() => on.dispose());

  test('are those of the sorted numbers to the last bit, whatever their spread', async () => {
    const random = 'hash(range) / 18446744073709551616.0';
    const path = await on.parquet(
      'numbers.parquet',
      `SELECT CASE WHEN range % 100 = 7 THEN NULL ELSE ${random} END AS even, exp(${random} * 40) - 5 AS skew,
        (hash(range) % 1000003)::BIGINT - 500000 AS whole, CASE WHEN range = 5 THEN 1e9 ELSE 3.25 END AS same,
        9007199254740993 + (hash(range) % 100000)::BIGINT AS huge FROM range(${ROWS})`,
    );
    const suite = { name: 'ranks', expectations: SUITE };
    const relation = await on.engine.open({ path });
    const planned = await validateSuite({ suite, source: relation, engine: on.engine });
    assert.ok((planned.meta.plumbline.evidence?.from.passes ?? 0) >= COLUMNS.length);
    const { files: _, ...table } = relation;
    const sorted = await validateSuite({ suite, source: table, engine: on.engine });
    assert.deepEqual(planned.results, sorted.results);
  });
});
