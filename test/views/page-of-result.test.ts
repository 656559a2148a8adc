import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ExpectationResult, ResultDetails, SuiteResult } from '../../core/expectations/result.ts';
import { pageOfResult } from '../../core/views/page-of-result.ts';
import { suiteOutcome } from '../../core/views/suite-outcome.ts';

function failed(type: string, kwargs: Readonly<Record<string, unknown>>, result: ResultDetails): ExpectationResult {
  return {
    success: false,
    expectation_config: { type, kwargs, meta: { why: 'because' }, severity: 'critical' },
    result,
    meta: { plumbline: { outcome: 'failed', fingerprint: 'f' } },
    exception_info: { raised_exception: false, exception_message: null, exception_traceback: null },
  };
}

function suite(...results: readonly ExpectationResult[]): SuiteResult {
  return {
    success: false,
    statistics: {
      evaluated_expectations: results.length,
      successful_expectations: 0,
      unsuccessful_expectations: results.length,
      success_percent: 0,
    },
    results,
    suite_name: 'weather',
    suite_parameters: {},
    meta: { plumbline: { data: 'weather@1', ran_at: '2026-01-01T00:00:00.000Z', seconds: 0.5, rows: 26_115 } },
  };
}

const range = { start: { line: 3, character: 4 }, end: { line: 4, character: 9 } };
const about = { file: 'weather.expectations.yaml', target: 'feature-group:weather@1', rangeOf: () => range };
const page = (result: ExpectationResult, keys: readonly string[] = []) =>
  pageOfResult(suite(result), { ...about, columns: [], keys });

const WIND = { column: 'wind_speed', min_value: 0, max_value: 120 };
const COUNTS = { element_count: 26_115, missing_count: 4, unexpected_count: 1, unexpected_percent: 0.0038 };

describe('the page of a result', () => {
  test('says what was expected, what was found, why, and where it stands', () => {
    const { verdicts, counts, rows } = page(failed('expect_column_values_to_be_between', WIND, COUNTS));
    assert.deepEqual([rows, counts], [26_115, { passed: 0, warned: 0, failed: 1, errors: 0 }]);
    assert.deepEqual(verdicts[0], {
      position: 0,
      title: 'values to be between',
      type: 'expect_column_values_to_be_between',
      column: 'wind_speed',
      outcome: 'failed',
      severity: 'critical',
      expected: 'between 0 and 120',
      observed: '1 of 26,111 values is not between 0 and 120 (0.0038 %)',
      unexpected: { count: 1, percent: 0.0038, of: 26_111 },
      why: 'because',
      range,
      rows: undefined,
    });
  });

  test('shows whole rows where they were kept: their key first, then what was judged', () => {
    const row = { origin: 'EWR', temp: 51.98, wind_speed: 1048.36058, hour: 3 };
    const details = { ...COUNTS, unexpected_rows: [row], partial_unexpected_list: [1048.36058] };
    const { verdicts } = page(failed('expect_column_values_to_be_between', WIND, details), ['hour', 'origin']);
    assert.deepEqual(verdicts[0]?.rows, {
      columns: ['hour', 'origin', 'wind_speed', 'temp'],
      rows: [['3', 'EWR', '1048.36058', '51.98']],
      total: 1,
    });
  });

  test('else values with the number of their row, counted from 1', () => {
    const details = { ...COUNTS, partial_unexpected_list: [1048.36058], partial_unexpected_index_list: [1008] };
    const { verdicts } = page(failed('expect_column_values_to_be_between', WIND, details));
    assert.deepEqual(verdicts[0]?.rows, {
      columns: ['row', 'wind_speed'],
      rows: [['1,009', '1048.36058']],
      total: 1,
    });
  });

  test('pairs and records have a column each', () => {
    const pair = page(
      failed(
        'expect_column_pair_values_to_be_equal',
        { column_A: 'a', column_B: 'b' },
        { ...COUNTS, partial_unexpected_list: [[1, 2]] },
      ),
    );
    assert.deepEqual(pair.verdicts[0]?.rows, { columns: ['a', 'b'], rows: [['1', '2']], total: 1 });
    const record = page(
      failed(
        'expect_compound_columns_to_be_unique',
        { column_list: ['a', 'b'] },
        { ...COUNTS, partial_unexpected_list: [{ a: 1, b: 'x' }] },
      ),
    );
    assert.deepEqual(record.verdicts[0]?.rows, { columns: ['a', 'b'], rows: [['1', 'x']], total: 1 });
  });

  test('of a figure there are no rows', () => {
    const details = { observed_value: 6.9 };
    const { verdicts } = page(failed('expect_column_mean_to_be_between', { column: 'a', max_value: 5 }, details));
    assert.deepEqual(
      [verdicts[0]?.observed, verdicts[0]?.unexpected, verdicts[0]?.rows],
      ['the mean is 6.9', undefined, undefined],
    );
  });
});

test('what the editor hears of a suite: a verdict for each expectation, on its line', () => {
  const outcome = suiteOutcome(suite(failed('expect_column_values_to_be_between', WIND, COUNTS)), about);
  assert.deepEqual(
    [outcome.suite, outcome.file, outcome.target, outcome.success, outcome.result],
    ['weather', about.file, about.target, false, undefined],
  );
  assert.deepEqual(outcome.expectations, [
    {
      position: 0,
      fingerprint: 'f',
      type: 'expect_column_values_to_be_between',
      column: 'wind_speed',
      outcome: 'failed',
      severity: 'critical',
      summary: 'wind_speed: 1 of 26,111 values is not between 0 and 120 (0.0038 %)',
      range,
    },
  ]);
});
