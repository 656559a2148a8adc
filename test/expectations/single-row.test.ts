import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EXPECTATION_TYPES } from '../../core/catalogue/expectation-types.ts';
import type { Expectation } from '../../core/definitions/expectation-suite.ts';
import { compileRowSuite, type RowSuiteOptions } from '../../core/expectations/single-row/compile-row-suite.ts';
import { COLUMN_JUDGES, NEEDS_A_BATCH, ROW_JUDGES } from '../../core/expectations/single-row/row-judges.ts';
import { isFinding, type RowVerdict } from '../../core/expectations/single-row/row-verdict.ts';
import { rowSentence } from '../../core/reports/row-text.ts';

const COLUMNS = [
  { name: 'distance', type: 'double' },
  { name: 'age', type: 'int' },
  { name: 'carrier', type: 'string' },
];

type Given = RowSuiteOptions & Omit<Expectation, 'type' | 'kwargs'>;

function verdict(
  type: string,
  kwargs: Readonly<Record<string, unknown>>,
  row: Readonly<Record<string, unknown>>,
  { columns = COLUMNS, parameters, partial, ...rest }: Given = {},
): RowVerdict {
  const suite = { name: 'rows', expectations: [{ type, kwargs, ...rest }] };
  const [found] = compileRowSuite(suite, { columns, ...(parameters && { parameters }), ...(partial && { partial }) })(
    row,
  );
  assert.ok(found);
  return found;
}

describe('a single row', () => {
  test('every type of expectation is judged on a row, or needs a batch, and never both', () => {
    for (const { type } of EXPECTATION_TYPES) {
      const classes = [ROW_JUDGES, COLUMN_JUDGES, NEEDS_A_BATCH].filter((each) => each.has(type));
      assert.equal(classes.length, 1, type);
    }
    assert.equal(ROW_JUDGES.size + COLUMN_JUDGES.size + NEEDS_A_BATCH.size, EXPECTATION_TYPES.length);
  });

  test('what needs a batch is never passed', () => {
    const suite = {
      name: 'rows',
      expectations: EXPECTATION_TYPES.filter(({ type }) => NEEDS_A_BATCH.has(type)).map(({ type }) => ({
        type,
        kwargs: KWARGS[type] ?? { column: 'age' },
      })),
    };
    const verdicts = compileRowSuite(suite, { columns: COLUMNS })({ distance: 1, age: 1, carrier: 'AA' });
    for (const { outcome, type, reason } of verdicts) assert.equal(outcome, 'needs a batch', `${type} ${reason}`);
  });

  test('"1" is no integer, and 1.5 is none either', () => {
    const type = 'expect_column_values_to_be_of_type';
    assert.equal(verdict(type, { column: 'age', type_: 'int' }, { age: 1 }).outcome, 'passed');
    const text = verdict(type, { column: 'age', type_: 'int' }, { age: '1' });
    assert.deepEqual([text.outcome, text.value], ['failed', '1']);
    assert.equal(verdict(type, { column: 'age', type_: 'int' }, { age: 1.5 }).outcome, 'failed');
    assert.equal(verdict(type, { column: 'age', type_: 'int' }, { age: 3_000_000_000 }).outcome, 'failed');
    assert.equal(verdict(type, { column: 'distance', type_: 'double' }, { distance: 1 }).outcome, 'passed');
  });

  test('a decimal has no more digits than were declared, and is no text where a number would do', () => {
    const judge = (v: unknown) =>
      verdict(
        'expect_column_values_to_be_of_type',
        { column: 'v', type_: 'decimal' },
        { v },
        { columns: [{ name: 'v', type: 'decimal(20,2)' }] },
      ).outcome;
    const fits = [0, -0.05, 12.34, 1e17, '123456789012345678.05', 12n].map(judge);
    assert.deepEqual(fits, ['passed', 'passed', 'passed', 'passed', 'passed', 'passed']);
    const others = [12.345, 1e18, '12.34', '', '.', true, [1], '1234567890123456.789'].map(judge);
    assert.deepEqual(others, Array(others.length).fill('failed'));
  });

  test('-10 is no distance, and 1000 no age', () => {
    const type = 'expect_column_values_to_be_between';
    const far = verdict(type, { column: 'distance', min_value: 0 }, { distance: -10 });
    assert.deepEqual([far.outcome, far.value], ['failed', -10]);
    assert.equal(verdict(type, { column: 'age', min_value: 0, max_value: 120 }, { age: 1000 }).outcome, 'failed');
    assert.equal(verdict(type, { column: 'age', min_value: 0, max_value: 120 }, { age: 120 }).outcome, 'passed');
  });

  test('a required value is missing where it is null, "not a number", or has no key', () => {
    const missing = (row: Readonly<Record<string, unknown>>): string =>
      verdict('expect_column_values_to_not_be_null', { column: 'distance' }, row).outcome;
    assert.deepEqual(
      [{ distance: null }, { distance: Number.NaN }, { distance: 'NaN' }, {}, { distance: 0 }].map(missing),
      ['failed', 'failed', 'failed', 'failed', 'passed'],
    );
  });

  test('a category that nobody knows fails, and a missing one is not judged', () => {
    const kwargs = { column: 'carrier', value_set: ['AA', 'UA'] };
    const unknown = verdict('expect_column_values_to_be_in_set', kwargs, { carrier: 'ZZ' });
    assert.deepEqual([unknown.outcome, unknown.value, unknown.column], ['failed', 'ZZ', 'carrier']);
    const none = verdict('expect_column_values_to_be_in_set', kwargs, { carrier: null });
    assert.deepEqual([none.outcome, none.counts], ['passed', false]);
  });

  test('a row that the condition leaves out is not judged', () => {
    const kwargs = { column: 'age', max_value: 10, row_condition: "carrier = 'AA'" };
    const judge = (carrier: string) => verdict('expect_column_values_to_be_between', kwargs, { age: 11, carrier });
    assert.deepEqual([judge('AA').outcome, judge('AA').counts], ['failed', true]);
    assert.deepEqual([judge('UA').outcome, judge('UA').counts], ['passed', false]);
  });

  test('of one row a share is all or nothing', () => {
    const judge = (mostly: number, given: Given = {}) =>
      verdict('expect_column_values_to_be_between', { column: 'age', max_value: 10, mostly }, { age: 11 }, given);
    assert.equal(judge(0.01).outcome, 'failed');
    assert.equal(judge(0).outcome, 'passed');
    assert.equal(judge(0, { warn: { mostly: 0.5 } }).outcome, 'warning');
    assert.equal(judge(0.5, { severity: 'info' }).severity, 'info');
  });

  test('parameters are filled in once, and one that nobody gives is an error', () => {
    const kwargs = { column: 'age', max_value: { $PARAMETER: 'top * 2' } };
    const type = 'expect_column_values_to_be_between';
    const found = verdict(type, kwargs, { age: 11 }, { parameters: { top: 5 } });
    assert.deepEqual([found.outcome, found.config.kwargs.max_value], ['failed', 10]);
    const none = verdict(type, kwargs, { age: 11 });
    assert.equal(none.outcome, 'error');
    assert.match(none.reason ?? '', /no value is given for the \$PARAMETER top/);
  });

  test('a column that is not there is an error, unless rows have some of the columns only', () => {
    const type = 'expect_column_values_to_not_be_null';
    const wrong = verdict(type, { column: 'distanse' }, { distance: 1 });
    assert.equal(wrong.outcome, 'error');
    assert.match(wrong.reason ?? '', /did you mean "distance"/);
    const left = verdict(type, { column: 'late' }, { distance: 1 }, { partial: true });
    assert.deepEqual([left.outcome, isFinding(left)], ['not judged', false]);
    const table = verdict('expect_table_columns_to_match_set', { column_set: ['late'] }, {}, { partial: true });
    assert.equal(table.outcome, 'not judged');
  });

  test('columns of a row are those declared, and what else it has', () => {
    const judge = (row: Readonly<Record<string, unknown>>) =>
      verdict('expect_table_columns_to_match_ordered_list', { column_list: ['distance', 'age', 'carrier'] }, row);
    assert.equal(judge({ carrier: 'AA' }).outcome, 'passed');
    const more = judge({ extra: 1 });
    assert.deepEqual([more.outcome, more.details?.observed_value], ['failed', ['distance', 'age', 'carrier', 'extra']]);
    assert.equal(verdict('expect_column_to_exist', { column: 'age' }, {}, { columns: [] }).outcome, 'failed');
  });

  test('without declared types a value has its own', () => {
    const judge = (value: unknown, type_: string) =>
      verdict('expect_column_values_to_be_of_type', { column: 'v', type_ }, { v: value }, { columns: [] }).outcome;
    assert.equal(judge(1, 'bigint'), 'passed');
    assert.equal(judge('1', 'bigint'), 'failed');
    assert.equal(judge('2024-01-31', 'date'), 'passed');
    assert.equal(judge(true, 'boolean'), 'passed');
    assert.equal(judge(null, 'bigint'), 'passed');
  });

  test('a list is of its type if all that is in it is', () => {
    const judge = (v: unknown, type_: string) =>
      verdict(
        'expect_column_values_to_be_of_type',
        { column: 'v', type_ },
        { v },
        { columns: [{ name: 'v', type: 'array<struct<x:int>>' }] },
      ).outcome;
    assert.equal(judge([{ x: 1 }, { x: null }], 'STRUCT("x" INTEGER)[]'), 'passed');
    assert.equal(judge([{ x: '1' }], 'STRUCT("x" INTEGER)[]'), 'failed');
    assert.equal(judge([{ x: 1 }], 'array'), 'passed');
    assert.equal(judge([{ x: 1 }], 'struct'), 'failed');
  });

  test('rows of other types do not spoil those after them', () => {
    const suite = {
      name: 'rows',
      expectations: [{ type: 'expect_column_values_to_be_between', kwargs: { column: 'age', max_value: 10 } }],
    };
    const judge = compileRowSuite(suite, { columns: COLUMNS });
    const outcomes = [{ age: 1 }, { age: '1' }, { age: 1 }, { age: [1] }, { age: 11 }].map(
      (row) => judge(row)[0]?.outcome,
    );
    assert.deepEqual(outcomes, ['passed', 'error', 'passed', 'error', 'failed']);
  });

  test('what is wrong is said in a sentence', () => {
    const say = (type: string, kwargs: Readonly<Record<string, unknown>>, row: Readonly<Record<string, unknown>>) =>
      rowSentence(verdict(type, kwargs, row));
    assert.deepEqual(
      [
        say(
          'expect_column_values_to_be_between',
          { column: 'distance', min_value: 0, max_value: 9000 },
          { distance: -10 },
        ),
        say('expect_column_values_to_not_be_null', { column: 'carrier' }, {}),
        say('expect_column_values_to_be_of_type', { column: 'age', type_: 'int' }, { age: '1' }),
        say(
          'expect_column_pair_values_to_be_equal',
          { column_A: 'age', column_B: 'distance' },
          { age: 1, distance: 2 },
        ),
        say('expect_column_distinct_values_to_be_in_set', { column: 'carrier', value_set: ['AA'] }, { carrier: 'ZZ' }),
        say('expect_table_columns_to_match_set', { column_set: ['age', 'carrier', 'distance'] }, { late: true }),
        say('expect_column_values_to_not_be_null', { column: 'late' }, {}),
        say('expect_column_mean_to_be_between', { column: 'age', min_value: 0 }, { age: 1 }),
      ],
      [
        'distance: -10 is not between 0 and 9000',
        'carrier: the value is missing',
        'age: the type is VARCHAR, expected int',
        'age, distance: the row differs: 1, 2',
        'carrier: also ZZ, expected only AA',
        'also has late, expected exactly the columns age, carrier, distance',
        'late: could not be judged: the row: the data has no column "late"; its columns are distance, age, carrier',
        'age: needs a batch: compares a figure of many values',
      ],
    );
  });

  test('names that every object knows are columns like others', () => {
    const row = JSON.parse('{"__proto__": 5, "constructor": null}') as Record<string, unknown>;
    const judge = (column: string, condition?: string) =>
      verdict(
        'expect_column_values_to_be_between',
        { column, max_value: 4, ...(condition && { row_condition: condition }) },
        row,
        {
          columns: [
            { name: '__proto__', type: 'int' },
            { name: 'constructor', type: 'int' },
          ],
        },
      );
    assert.equal(judge('__proto__').outcome, 'failed');
    assert.equal(judge('__proto__', 'constructor IS NULL').counts, true);
    assert.equal(judge('constructor').counts, false);
    assert.equal(
      verdict('expect_column_values_to_not_be_null', { column: 'toString' }, {}, { columns: [] }).outcome,
      'error',
    );
  });
});

const RANGE = { column: 'age', min_value: 0 };
const KWARGS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  expect_table_row_count_to_be_between: { min_value: 0 },
  expect_table_row_count_to_equal: { value: 1 },
  expect_table_row_count_to_equal_other_table: { other_table_name: 'other' },
  expect_column_min_to_be_between: RANGE,
  expect_column_quantile_values_to_be_between: {
    column: 'age',
    quantile_ranges: { quantiles: [0.5], value_ranges: [[0, 2]] },
  },
  expect_column_kl_divergence_to_be_less_than: {
    column: 'age',
    partition_object: { values: [1], weights: [1] },
    threshold: 1,
  },
  expect_column_most_common_value_to_be_in_set: { column: 'age', value_set: [1] },
  expect_column_distinct_values_to_contain_set: { column: 'age', value_set: [1] },
  expect_column_distinct_values_to_equal_set: { column: 'age', value_set: [1] },
  expect_compound_columns_to_be_unique: { column_list: ['age', 'distance'] },
  expect_column_value_z_scores_to_be_less_than: { column: 'age', threshold: 3, double_sided: true },
  unexpected_rows_expectation: { unexpected_rows_query: 'SELECT * FROM {batch} WHERE false' },
  expect_query_results_to_match_comparison: {
    base_query: 'SELECT 1',
    comparison_query: 'SELECT 1',
    comparison_data_source_name: 'other',
  },
};
