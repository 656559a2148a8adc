import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import { validateSuite } from '../../core/expectations/validate.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';

/** Each key occurs once, but in no order and far apart: every one of them has to be remembered. */
const ROWS = 1_500_000;

describe('validation with little memory', () => {
  let on: TestEngine;
  before(async () => {
    on = await startTestEngine();
    await on.parquet('keys.parquet', `SELECT md5(range::VARCHAR) AS key, hash(range) AS number FROM range(${ROWS})`);
  });
  after(() => on.dispose());

  test('puts on the disk what does not fit, and judges all the same', async () => {
    const engine = await startDuckDb({ folders: [on.folder], memory: '120MB', threads: 2 });
    try {
      const suite = {
        name: 'keys',
        expectations: [
          { type: 'expect_column_values_to_be_unique', kwargs: { column: 'key' } },
          { type: 'expect_column_unique_value_count_to_be_between', kwargs: { column: 'number', min_value: ROWS } },
        ],
      };
      const { results } = await validateSuite({ suite, source: { path: join(on.folder, 'keys.parquet') }, engine });
      assert.deepEqual(
        results.map(({ success, exception_info }) => [success, exception_info.exception_message]),
        [
          [true, null],
          [true, null],
        ],
      );
    } finally {
      await engine.dispose();
    }
  });
});
