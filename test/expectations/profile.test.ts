import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ExpectationSuite } from '../../core/definitions/expectation-suite.ts';
import { summarizeColumns } from '../../core/expectations/column-summary.ts';
import { histogramsOf } from '../../core/expectations/histograms.ts';
import { profileSource } from '../../core/expectations/profile.ts';
import { roundedRange } from '../../core/expectations/rounded-range.ts';
import { validateSuite } from '../../core/expectations/validate.ts';
import { projectFromFiles } from '../../core/project/load-project.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';

describe('a look at data', () => {
  let on: TestEngine;
  let path: string;
  before(async () => {
    on = await startTestEngine();
    path = await on.parquet(
      'weather.parquet',
      `SELECT 'k' || range AS key, ['EWR', 'JFK', 'LGA'][1 + range % 3] AS origin, 1 + range % 12 AS month,
        CASE WHEN range % 50 = 0 THEN NULL ELSE 10.94 + range / 11.0 END AS temp, range % 2 = 0 AS rain, NULL::INTEGER AS never,
        TIMESTAMP '2013-01-01 06:00:00' + to_hours(range) AS "time of reading", DATE '2013-01-01' + range::INTEGER AS day
       FROM range(1000)`,
    );
  });
  after(() => on.dispose());

  const yaml = `# Drawn from weather.parquet. Read it before you trust it: it says what is, not what must be.
# Beside each expectation: how sure it is that the next batch of the same kind meets it, and what that rests on.
# Key: key
# Key: time of reading
# Key: day
# month decides origin, rain

name: weather
feature_group: weather@1
expectations:
  # 1,000 rows, 8 columns
  - type: expect_table_row_count_to_be_between # 90 %: half as many rows to twice as many
    kwargs: { min_value: 500, max_value: 2000 }
  - type: expect_table_columns_to_match_set # 99.9 %: the columns it has
    kwargs: { column_set: [key, origin, month, temp, rain, never, time of reading, day] }

  # key: none missing, 1,000 different values, k0 to k999 · identifier
  - type: expect_column_values_to_be_of_type # 99.9 %: the type it has
    kwargs: { column: key, type_: string }
  - type: expect_column_values_to_not_be_null # 99.9 %: none is missing
    kwargs: { column: key }
  - type: expect_column_values_to_be_unique # 99.9 %: all 1,000 values differ
    kwargs: { column: key }
  - type: expect_column_values_to_match_regex # 99.9 %: all values have one shape; one in a hundred may be new
    kwargs: { column: key, regex: "^[a-z][0-9]+$", mostly: 0.99 }

  # origin: none missing, 3 different values, EWR to LGA · category
  - type: expect_column_values_to_be_of_type # 99.9 %: the type it has
    kwargs: { column: origin, type_: string }
  - type: expect_column_values_to_not_be_null # 99.9 %: none is missing
    kwargs: { column: origin }
  - type: expect_column_values_to_be_in_set # 99.9 %: all 3 values were seen in the first half, each more than once
    kwargs: { column: origin, value_set: [EWR, JFK, LGA] }

  # month: none missing, 12 different values, 1 to 12, mean 6.484 · date part
  - type: expect_column_values_to_be_of_type # 99.9 %: the type it has
    kwargs: { column: month, type_: bigint }
  - type: expect_column_values_to_not_be_null # 99.9 %: none is missing
    kwargs: { column: month }
  - type: expect_column_values_to_be_between # 99 %: any month lies between them, whatever this batch holds
    kwargs: { column: month, min_value: 1, max_value: 12 }

  # temp: 20 missing (2 %), 980 different values, 11.0309 to 101.758, mean 56.39 · measure
  - type: expect_column_values_to_be_of_type # 99.9 %: the type it has
    kwargs: { column: temp, type_: double }
  - type: expect_column_values_to_not_be_null # 99 %: 2 % is missing; of as many rows 37 may be
    kwargs: { column: temp, mostly: 0.963 }
  - type: expect_column_values_to_be_between # 99 %: 11.0309 to 101.758 seen, widened by a tenth; 9 of 980 next values may lie outside
    kwargs: { column: temp, min_value: 0, max_value: 120, mostly: 0.9908 }
  - type: expect_column_mean_to_be_between # 91 %: 13.2127 to 99.5764 in 20 consecutive parts of the data, widened by a tenth
    kwargs: { column: temp, min_value: 0, max_value: 110 }

  # rain: none missing, 2 different values, false to true · flag
  - type: expect_column_values_to_be_of_type # 99.9 %: the type it has
    kwargs: { column: rain, type_: boolean }
  - type: expect_column_values_to_not_be_null # 99.9 %: none is missing
    kwargs: { column: rain }

  # time of reading: none missing, 1,000 different values, 2013-01-01T06:00 to 2013-02-11T21:00 · time
  - type: expect_column_values_to_be_of_type # 99.9 %: the type it has
    kwargs: { column: time of reading, type_: timestamp }
  - type: expect_column_values_to_not_be_null # 99.9 %: none is missing
    kwargs: { column: time of reading }
  - type: expect_column_values_to_be_unique # 99.9 %: all 1,000 values differ
    kwargs: { column: time of reading }
  - type: expect_column_values_to_be_increasing # 90 %: no value is smaller than the one before it
    kwargs: { column: time of reading }

  # day: none missing, 1,000 different values, 2013-01-01 to 2015-09-27 · date
  - type: expect_column_values_to_be_of_type # 99.9 %: the type it has
    kwargs: { column: day, type_: date }
  - type: expect_column_values_to_not_be_null # 99.9 %: none is missing
    kwargs: { column: day }
  - type: expect_column_values_to_be_unique # 99.9 %: all 1,000 values differ
    kwargs: { column: day }
  - type: expect_column_values_to_be_increasing # 90 %: no value is smaller than the one before it
    kwargs: { column: day }
`;

  test('gives a suite that a person can read, with what was seen', async () => {
    const source = { path, label: 'weather.parquet' };
    const profile = await profileSource({ engine: on.engine, source, name: 'weather', featureGroup: 'weather@1' });
    assert.equal(profile.yaml, yaml);
    assert.equal(profile.rows, 1000);
    assert.equal(profile.columns.length, 8);
  });

  test('gives a suite that the data passes, and that reads as it was written', async () => {
    const { suite, yaml: text } = await profileSource({ engine: on.engine, source: { path }, name: 'weather' });
    const project = await projectFromFiles('/', [['weather.expectations.yaml', text]]);
    const file = project.files.get('weather.expectations.yaml');
    assert.deepEqual(file?.problems, []);
    assert.deepEqual(file?.definition, suite);
    const result = await validateSuite({
      suite: file?.definition as ExpectationSuite,
      source: { path },
      engine: on.engine,
    });
    assert.deepEqual(
      result.results.filter(({ success }) => !success),
      [],
    );
  });

  test('gives a suite for data without rows', async () => {
    const empty = await on.parquet('empty.parquet', "SELECT 1 AS n, 'a' AS s LIMIT 0");
    const { suite } = await profileSource({ engine: on.engine, source: { path: empty }, name: 'empty' });
    const result = await validateSuite({ suite, source: { path: empty }, engine: on.engine });
    assert.equal(result.success, true);
  });

  test('puts numbers and times into bins, and counts the most common of everything else', async () => {
    const columns = await summarizeColumns(on.engine, await on.engine.open({ path }));
    const histogram = (name: string) => columns.find(({ column }) => column === name)?.histogram;
    assert.deepEqual(histogram('origin'), {
      kind: 'categorical',
      values: ['EWR', 'JFK', 'LGA'],
      counts: [334, 333, 333],
      others: 0,
    });
    const key = histogram('key');
    assert.equal(key?.kind === 'categorical' && key.values.length, 10);
    assert.equal(key?.kind === 'categorical' && key.others, 990);
    const temp = histogram('temp');
    assert.ok(temp?.kind === 'numeric');
    assert.equal(temp.edges.length, 21);
    assert.equal(
      temp.counts.reduce((sum, count) => sum + count, 0),
      980,
    );
    const month = histogram('month');
    assert.ok(month?.kind === 'numeric');
    assert.deepEqual(month.edges, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], 'one bin for each whole number');
    assert.deepEqual(month.counts, [84, 84, 84, 84, 83, 83, 83, 83, 83, 83, 83, 83]);
    const time = histogram('time of reading');
    assert.ok(time?.kind === 'numeric');
    assert.equal(time.labels?.[0], '2013-01-01T06:00');
    assert.equal(histogram('never'), undefined);
  });

  test('shows the columns that a suite talks about, and no others', async () => {
    const relation = await on.engine.open({ path });
    const suite = {
      name: 's',
      expectations: [
        { type: 'expect_compound_columns_to_be_unique', kwargs: { column_list: ['origin', 'day'] } },
        { type: 'expect_column_max_to_be_between', kwargs: { column: 'temp', max_value: 100 } },
        { type: 'expect_column_max_to_be_between', kwargs: { column: 'not there', max_value: 100 } },
      ],
    };
    const result = await validateSuite({ suite, source: relation, engine: on.engine });
    const pictures = await histogramsOf(on.engine, relation, result);
    assert.deepEqual(
      pictures.map(({ column, missing, rows }) => [column, missing, rows]),
      [
        ['origin', 0, 1000],
        ['temp', 20, 1000],
        ['day', 0, 1000],
      ],
    );
  });

  test('infinite values are in no bin', async () => {
    const infinite = await on.parquet(
      'inf.parquet',
      "SELECT CASE WHEN range = 0 THEN 'inf'::DOUBLE ELSE range END AS x FROM range(101)",
    );
    const [x] = await summarizeColumns(on.engine, await on.engine.open({ path: infinite }));
    assert.equal(x?.max, 100);
    assert.ok(x?.histogram?.kind === 'numeric');
    assert.equal(
      x.histogram.counts.reduce((sum, count) => sum + count, 0),
      100,
    );
  });
});

describe('a range around what was seen', () => {
  const range = (min: number, max: number, type: 'integer' | 'double' = 'double') => roundedRange(min, max, type);
  test('is rounded outwards, to about a hundredth of its width', () => {
    assert.deepEqual(range(10.94, 100.04), { min: 10, max: 101 });
    assert.deepEqual(range(0, 1048.36), { min: 0, max: 1100 });
    assert.deepEqual(range(0, 1.21), { min: 0, max: 1.3 });
    assert.deepEqual(range(-9.94, 78.08), { min: -10, max: 79 });
    assert.deepEqual(range(0.00123, 0.0098), { min: 0.0012, max: 0.0098 });
    assert.deepEqual(range(1, 12, 'integer'), { min: 1, max: 12 });
    assert.deepEqual(range(17, 4983, 'integer'), { min: 0, max: 5000 });
    assert.deepEqual(range(2013, 2013, 'integer'), { min: 2013, max: 2013 });
  });
  test('of times ends at whole days', () => {
    assert.deepEqual(roundedRange('2013-01-01T06:00:00', '2013-12-30T23:00:00', 'timestamp'), {
      min: '2013-01-01',
      max: '2013-12-31',
    });
  });
  test('of nothing is none', () => {
    assert.equal(roundedRange(null, null, 'double'), undefined);
    assert.equal(roundedRange(0, Number.POSITIVE_INFINITY, 'double'), undefined);
  });
});
