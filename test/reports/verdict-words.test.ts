import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { columnOf, titleOf } from '../../core/catalogue/expectation-in-words.ts';
import { EXPECTATION_TYPES } from '../../core/catalogue/expectation-types.ts';
import type { ExpectationResult, Outcome, ResultDetails, Severity } from '../../core/expectations/result.ts';
import { EXPECTATION_WORDS } from '../../core/reports/expectation-words.ts';
import { expectedInWords, levelOf, observedInWords, summaryOf } from '../../core/reports/verdict-words.ts';

interface About {
  readonly outcome?: Outcome;
  readonly severity?: Severity;
  readonly error?: string;
}

/** The result of one expectation; its arguments are written as in a suite. */
function verdict(type: string, kwargs: string, result: ResultDetails, about: About = {}): ExpectationResult {
  const { outcome = 'failed', severity = 'critical', error } = about;
  return {
    success: outcome === 'passed' || outcome === 'warning',
    expectation_config: { type, kwargs: parse(kwargs), meta: {}, severity },
    result,
    meta: { plumbline: { outcome, fingerprint: 'f' } },
    exception_info: {
      raised_exception: error !== undefined,
      exception_message: error ?? null,
      exception_traceback: null,
    },
  };
}

/** What a result says of values: how many are unexpected, of how many, how many are missing, and some of them. */
function values(
  unexpected: number,
  of: number,
  { missing = 0, such = [] }: { readonly missing?: number; readonly such?: readonly unknown[] } = {},
): ResultDetails {
  return {
    element_count: of,
    missing_count: missing,
    unexpected_count: unexpected,
    unexpected_percent: of === missing ? null : (100 * unexpected) / (of - missing),
    partial_unexpected_list: such as never,
  };
}

const BETWEEN = 'expect_column_values_to_be_between';
const NOT_NULL = 'expect_column_values_to_not_be_null';
const IN_SET = 'expect_column_values_to_be_in_set';

/** The sentence on the line of the expectation. */
const SENTENCES: readonly (readonly [type: string, kwargs: string, result: ResultDetails, sentence: string])[] = [
  // The flights.
  [
    BETWEEN,
    '{ column: dep_time, min_value: 0, max_value: 2359 }',
    values(29, 336_776, { missing: 8_255, such: [2400, 2400] }),
    'dep_time: 29 of 328,521 values are not between 0 and 2359 (0.0088 %) · such as 2400, …',
  ],
  [
    NOT_NULL,
    '{ column: tailnum, mostly: 0.995 }',
    values(2_512, 336_776, { such: [null, null] }),
    'tailnum: 2,512 of 336,776 values are missing (0.75 %, at most 0.5 % allowed)',
  ],
  [
    IN_SET,
    '{ column: tailnum_known, value_set: [true], mostly: 0.95 }',
    values(50_094, 336_776, { missing: 2_512, such: [false] }),
    'tailnum_known: 50,094 of 334,264 values are not true (15 %, at most 5 % allowed)',
  ],
  [
    'expect_column_unique_value_count_to_be_between',
    '{ column: dest, max_value: 0, row_condition: "dest_known = false" }',
    { observed_value: 4 },
    'dest: 4 different values where dest_known = false, expected at most 0',
  ],
  [
    'expect_column_min_to_be_between',
    '{ column: distance, min_value: 50 }',
    { observed_value: 17 },
    'distance: the smallest value is 17, expected at least 50',
  ],
  [
    'expect_compound_columns_to_be_unique',
    '{ column_list: [origin, hour] }',
    values(2, 26_115, { such: [{ origin: 'EWR', hour: 1 }] }),
    'origin, hour: 2 of 26,115 rows occur more than once (0.0077 %) · such as (origin EWR, hour 1), …',
  ],
  // One is one.
  [
    BETWEEN,
    '{ column: wind_speed, min_value: 0, max_value: 120 }',
    values(1, 26_115, { missing: 4, such: [1048.36058] }),
    'wind_speed: 1 of 26,111 values is not between 0 and 120 (0.0038 %) · such as 1048.36058',
  ],
  [NOT_NULL, '{ column: a }', values(1, 3), 'a: 1 of 3 values is missing (33.3 %)'],
  [
    'expect_column_values_to_match_regex',
    '{ column: a, regex: "^N" }',
    values(1, 2, { such: ['X1'] }),
    'a: 1 of 2 values does not match ^N (50 %) · such as X1',
  ],
  // Ends.
  [BETWEEN, '{ column: a, min_value: 5 }', values(2, 4), 'a: 2 of 4 values are not at least 5 (50 %)'],
  [
    BETWEEN,
    '{ column: a, max_value: 5, strict_max: true }',
    values(2, 4),
    'a: 2 of 4 values are not less than 5 (50 %)',
  ],
  [
    BETWEEN,
    '{ column: a, min_value: 0, max_value: 5, strict_min: true }',
    values(2, 4),
    'a: 2 of 4 values are not more than 0 and at most 5 (50 %)',
  ],
  [
    BETWEEN,
    '{ column: day, min_value: "2013-01-01", max_value: "2013-12-31", row_condition: "a > 1" }',
    values(2, 4, { such: ['2014-01-01'] }),
    'day: 2 of 4 values where a > 1 are not between 2013-01-01 and 2013-12-31 (50 %) · such as 2014-01-01, …',
  ],
  // Types that could be mistaken for each other are told apart.
  [
    IN_SET,
    '{ column: a, value_set: [1, 2] }',
    values(2, 4, { such: ['1', ''] }),
    'a: 2 of 4 values are not one of 1, 2 (50 %) · such as "1", ""',
  ],
  // Figures.
  [
    'expect_table_row_count_to_be_between',
    '{ min_value: 26000, max_value: 27000 }',
    { observed_value: 1 },
    '1 row, expected between 26,000 and 27,000 rows',
  ],
  [
    'expect_column_mean_to_be_between',
    '{ column: a, min_value: 1, max_value: 2 }',
    { observed_value: 6.895376757343 },
    'a: the mean is 6.895377, expected between 1 and 2',
  ],
  [
    'expect_column_mean_to_be_between',
    '{ column: a, min_value: 1 }',
    { observed_value: null },
    'a: there are no values, expected at least 1',
  ],
  [
    'expect_column_proportion_of_unique_values_to_be_between',
    '{ column: a, min_value: 0.5 }',
    { observed_value: 0.4 },
    'a: the share of different values is 40 %, expected at least 50 %',
  ],
  [
    'expect_column_distinct_values_to_equal_set',
    '{ column: a, value_set: [1, 9] }',
    {
      observed_value: [1, 2],
      unexpected_count: 1,
      partial_unexpected_list: [2],
      missing_count: 1,
      partial_missing_list: [9],
    },
    'a: also 2; lacks 9, expected all of 1, 9, and no others',
  ],
  [
    'expect_column_quantile_values_to_be_between',
    '{ column: a, quantile_ranges: { quantiles: [0.05, 0.5], value_ranges: [[-15, 0], [null, 5]] } }',
    { observed_value: { quantiles: [0.05, 0.5], values: [-9, 7] }, details: { success_details: [true, false] } },
    'a: the 50 % quantile is 7, expected at most 5',
  ],
  ['expect_column_to_exist', '{ column: a }', {}, 'a: there is no such column'],
  [
    'expect_table_columns_to_match_set',
    '{ column_set: [a, b], exact_match: true }',
    { observed_value: ['a', 'c'], details: { mismatched: { missing: ['b'], unexpected: ['c'] } } },
    'lacks b; also has c, expected exactly the columns a, b',
  ],
  [
    'expect_table_columns_to_match_ordered_list',
    '{ column_list: [a, b] }',
    {
      observed_value: ['a'],
      details: { mismatched: [{ 'Expected Column Position': 1, Expected: 'b', Found: null }] },
    },
    'column 2 is not there, expected in this order the columns a, b',
  ],
  [
    'expect_column_pair_values_a_to_be_greater_than_b',
    '{ column_A: arrival, column_B: departure, or_equal: true }',
    values(2, 4, { such: [[1, 2]] }),
    'arrival, departure: 2 of 4 rows have arrival less than departure (50 %) · such as (1, 2), …',
  ],
  [
    'unexpected_rows_expectation',
    '{ unexpected_rows_query: SELECT }',
    { observed_value: 3 },
    'the query finds 3 rows, expected none',
  ],
  // A result that tells no more than yes or no.
  [BETWEEN, '{ column: a, min_value: 5 }', {}, 'a: not as expected, expected at least 5'],
  ['some_custom_expectation', '{ column: a }', {}, 'a: not as expected'],
];

describe('a verdict in one sentence', () => {
  for (const [type, kwargs, result, sentence] of SENTENCES) {
    test(sentence, () => assert.equal(summaryOf(verdict(type, kwargs, result)), sentence));
  }

  test('where a softer threshold is missed, the hard one is told beside it', () => {
    const soft = verdict(BETWEEN, '{ column: a, max_value: 5, mostly: 0.9 }', values(1, 20), { outcome: 'warning' });
    assert.equal(summaryOf(soft), 'a: 1 of 20 values is not at most 5 (5 %; more than 10 % would be a failure)');
  });

  test('a share just above the limit is told apart from it', () => {
    const close = verdict(NOT_NULL, '{ column: a, mostly: 0.95 }', values(50_001, 1_000_000));
    assert.equal(summaryOf(close), 'a: 50,001 of 1,000,000 values are missing (5.0001 %, at most 5 % allowed)');
  });

  test('what could not be judged says why, in one line', () => {
    const error =
      'd.csv: the data has no column "dist"\n  why: its columns are distance\n  try: did you mean "distance"?';
    const broken = verdict(BETWEEN, '{ column: dist }', {}, { outcome: 'error', error });
    assert.equal(
      summaryOf(broken),
      'dist: could not be judged: d.csv: the data has no column "dist"; its columns are distance; did you mean "distance"?',
    );
  });

  test('what holds', () => {
    const passed = (type: string, kwargs: string, result: ResultDetails) =>
      summaryOf(verdict(type, kwargs, result, { outcome: 'passed' }));
    assert.equal(
      passed(BETWEEN, '{ column: a, min_value: 0 }', values(0, 12_000)),
      'a: all 12,000 values are as expected',
    );
    assert.equal(passed(BETWEEN, '{ column: a, min_value: 0 }', values(0, 1)), 'a: the one value is as expected');
    assert.equal(
      passed(BETWEEN, '{ column: a, min_value: 0 }', values(0, 3, { missing: 3 })),
      'a: there is no value to judge',
    );
  });
});

describe('its parts, for the page', () => {
  test('expected and observed', () => {
    const one = verdict(BETWEEN, '{ column: a, min_value: 0, mostly: 0.999, row_condition: "b > 1" }', values(2, 4));
    assert.equal(expectedInWords(one.expectation_config), 'at least 0, at least 99.9 % of the values where b > 1');
    assert.equal(observedInWords(one), '2 of 4 values where b > 1 are not at least 0 (50 %, at most 0.1 % allowed)');
  });

  test('the title stands beside the column', () => {
    assert.equal(titleOf(BETWEEN), 'values to be between');
    assert.equal(titleOf('expect_column_pair_values_to_be_equal'), 'values to be equal');
    assert.equal(titleOf('expect_column_to_exist'), 'column to exist');
    assert.equal(titleOf('expect_table_row_count_to_equal'), 'table row count to equal');
  });

  test('the columns that it is about', () => {
    const about = (type: string, kwargs: string) => columnOf(type, verdict(type, kwargs, {}).expectation_config.kwargs);
    assert.equal(about(BETWEEN, '{ column: a }'), 'a');
    assert.equal(about('expect_column_pair_values_to_be_equal', '{ column_A: a, column_B: b }'), 'a, b');
    assert.equal(about('expect_compound_columns_to_be_unique', '{ column_list: [a, b] }'), 'a, b');
    assert.equal(about('expect_table_columns_to_match_ordered_list', '{ column_list: [a, b] }'), undefined);
  });

  test('the level: a failure is as loud as its severity, what could not be judged is an error', () => {
    const level = (outcome: Outcome, severity: Severity) => levelOf(verdict(BETWEEN, '{}', {}, { outcome, severity }));
    assert.deepEqual(
      [level('failed', 'critical'), level('failed', 'warning'), level('failed', 'info')],
      ['error', 'warning', 'info'],
    );
    assert.deepEqual(
      [level('warning', 'critical'), level('error', 'info'), level('passed', 'critical')],
      ['warning', 'error', 'passed'],
    );
  });
});

describe('every type of the catalogue has its words', () => {
  for (const { type, family, example } of EXPECTATION_TYPES) {
    test(type, () => {
      assert.ok(EXPECTATION_WORDS[type], 'it has no words');
      const results = [values(3, 10, { such: family === 'column-pair' ? [[1, 2]] : [1] }), { observed_value: 3 }, {}];
      for (const result of results) {
        const one = verdict(type, example, result);
        for (const words of [expectedInWords(one.expectation_config), observedInWords(one), summaryOf(one)]) {
          assert.notEqual(words, '');
          assert.doesNotMatch(words, /undefined|null|NaN|\[object|expect_|_to_be_| {2}|,,/, words);
        }
      }
    });
  }
});
