import fc from 'fast-check';
import type { Expectation } from '../../core/definitions/expectation-suite.ts';
import { printExpression } from '../../core/expressions/print-expression.ts';
import { condition, DAYS, INSTANTS, NUMBERS, TEXTS } from '../expressions/arbitrary-expression.ts';

type Kwargs = Readonly<Record<string, unknown>>;

/** Columns of random rows, by their feature types; the names are those that random conditions speak of. */
export const TYPES: Readonly<Record<string, string>> = {
  i: 'int',
  big: 'bigint',
  d: 'double',
  f: 'float',
  price: 'decimal(10,2)',
  s: 'string',
  'odd "name"': 'string',
  late: 'boolean',
  day: 'date',
  at: 'timestamp',
};

const some = <T>(...values: readonly T[]): fc.Arbitrary<T | null> => fc.option(fc.constantFrom(...values), { freq: 5 });

/** Texts of every form that some expectation reads. */
const READ_TEXTS = [
  'ab12',
  'AB-12',
  'N123AA',
  'x y',
  ' padded ',
  'two\nlines',
  'tab\there',
  'nb\u00a0sp',
  '2024-01-31',
  '2024-1-5',
  '2024-02-30',
  '31 Jan 2024',
  '10:59',
  '10:59 pm',
  '2024-01-31T10:00:00+0200',
  '{"a": 1}',
  '{"a": "x",}',
  '[1, NaN]',
  '"\\ud800"',
  '[,]',
  'nul',
  'Éa',
  'a%b',
  'aſK',
];
const WORDS = [...TEXTS, ...READ_TEXTS];
const word = some(...WORDS);
const moment = some(...INSTANTS);

/** A row as a request has it. */
export const anyRow: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.record({
  i: some(0, 1, -1, 2, 3, 100, 2147483647),
  big: some<number | bigint>(0, 1, -1, 3, 42, 2 ** 53 - 1, 9007199254740993n, -9007199254740993n),
  d: fc.oneof(
    some<unknown>(...NUMBERS, -0, 1e16, 1e-5, 123456.789, 0.3, 'NaN', 'Infinity', '-Infinity'),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  ),
  f: some<unknown>(...NUMBERS, 16777216, 0.3, 1e-7, 3.4e38, 123456.7, 'NaN'),
  price: some(0, 1, 0.1, 0.2, 12.34, 1.5, -0.05, 99999999.99),
  s: word,
  'odd "name"': word,
  late: some(true, false),
  day: some(...DAYS),
  at: moment,
});

const columnName = fc.constantFrom(...Object.keys(TYPES));
const textColumn = fc.oneof(
  { arbitrary: fc.constantFrom('s', 'odd "name"'), weight: 3 },
  { arbitrary: columnName, weight: 1 },
);
const member = fc.constantFrom<unknown>(...NUMBERS, ...WORDS, ...DAYS, ...INSTANTS, true, false, null, '1');
const bound = fc.option(fc.constantFrom<unknown>(...NUMBERS, '3', ...DAYS, ...INSTANTS.slice(1)), { freq: 4 });
const mostly = fc.constantFrom(undefined, undefined, 0, 0.5, 1);

export const REGEXES = [
  '^[a-z]+\\d*$',
  '[A-Z]{2}',
  '\\d{2,}',
  '^N[1-9]\\d{0,4}[A-HJ-NP-Z]*$',
  '(?i)n123',
  '\\s',
  '\\S\\s\\S',
  '^.$',
  '(?s)^.+\\Z',
  '(?m)^lines$',
  'a|b$',
  '[^\\w\\s]',
  '[[:digit:]][[:alpha:]]?',
  '\\p{Greek}|\\p{Lu}',
  '\\bx\\b',
  '[]%_]',
  'b{2}|x{,3}',
  '\\x41\\x{42}',
  '^\\W',
  '(?:a(?:b)?)+?1',
  '(?P<year>\\d{4})-',
  '(?=a).b',
  '(.)\\1',
  'ü|日',
  '^$',
  '[\\S]',
  '(a',
  '\\-',
  'a**',
];
const LIKES = ['a%', '%b', '_', '__', '%', '', 'A!%b', 'a!_b', '%\\%%', '%É%', '%k', 'tWo_LINES', 'a!', '50%'];
const FORMATS = [
  '%Y-%m-%d',
  '%d %b %Y',
  '%H:%M',
  '%I:%M %p',
  '%Y-%m-%dT%H:%M:%S%z',
  ' %Y',
  '%Y%%',
  '%Y-%j',
  '%T',
  '%y-%m-%d',
];
const SCHEMAS = [{ type: 'object', required: ['a'] }, { type: 'array', maxItems: 2 }, { type: 'string' }, {}];

/** Column, sometimes a condition, sometimes a share. */
function onColumn(type: string, column: fc.Arbitrary<string>, args: fc.Arbitrary<Kwargs>): fc.Arbitrary<Expectation> {
  return expectation(
    type,
    fc.tuple(column, args, mostly).map(([name, rest, share]) => ({
      column: name,
      ...rest,
      ...(share === undefined || type.includes('distinct') ? {} : { mostly: share }),
    })),
  );
}

function expectation(type: string, kwargs: fc.Arbitrary<Kwargs>): fc.Arbitrary<Expectation> {
  const where = fc.option(condition.map(printExpression), { freq: 2, nil: undefined });
  const warn = fc.constantFrom(undefined, { mostly: 0.5 });
  return fc.tuple(kwargs, where, warn).map(([given, row_condition, softer]) => ({
    type,
    kwargs: { ...given, ...(row_condition === undefined ? {} : { row_condition }) },
    ...(softer === undefined ? {} : { warn: softer }),
  }));
}

const none = fc.constant({});
const set = fc.record({ value_set: fc.array(member, { maxLength: 20 }) });
const strict = fc.record({ strict_min: fc.boolean(), strict_max: fc.boolean() });
const range = fc.tuple(bound, bound, strict).map(([min_value, max_value, ends]) => ({ min_value, max_value, ...ends }));
const lengths = fc
  .tuple(fc.option(fc.nat(6)), fc.option(fc.nat(12)), strict)
  .map(([min_value, max_value, ends]) => ({ min_value, max_value, ...ends }));
const match_on = fc.constantFrom('any', 'all');
const escapedBy = fc.constantFrom(null, '!', '\\');
const regexes = fc.array(fc.constantFrom(...REGEXES), { minLength: 1, maxLength: 3 });
const likes = fc.array(fc.constantFrom(...LIKES), { minLength: 1, maxLength: 3 });
const typeName = fc.constantFrom(
  'int',
  'BIGINT',
  'float64',
  'VARCHAR',
  'bool',
  'DECIMAL(10,2)',
  'decimal',
  'DATE',
  'timestamp',
  'odd',
);
const fewColumns = fc.uniqueArray(columnName, { minLength: 2, maxLength: 4 });
const numberColumns = fc.uniqueArray(fc.constantFrom('i', 'big', 'd', 'f', 'price', 'late'), {
  minLength: 1,
  maxLength: 4,
});
const alikeColumns = fc.constantFrom(
  ['i', 'big'],
  ['d', 'f', 'price'],
  ['s', 'odd "name"'],
  ['day', 'at'],
  ['i', 'f'],
  ['i', 'price'],
  ['late', 'late'],
);
const pairOf = fc.oneof(fewColumns, alikeColumns).map(([column_A, column_B]) => ({ column_A, column_B }));
const ignorePair = fc.constantFrom('both_values_are_missing', 'either_value_is_missing', 'neither');
const ignoreRow = fc.constantFrom('all_values_are_missing', 'any_value_is_missing', 'never');

/** An expectation of each type that one row can meet or break. */
export const EXPECTATIONS: readonly fc.Arbitrary<Expectation>[] = [
  onColumn('expect_column_values_to_not_be_null', columnName, none),
  onColumn('expect_column_values_to_be_null', columnName, none),
  onColumn('expect_column_values_to_be_between', columnName, range),
  onColumn('expect_column_values_to_be_in_set', columnName, set),
  onColumn('expect_column_values_to_not_be_in_set', columnName, set),
  onColumn('expect_column_distinct_values_to_be_in_set', columnName, set),
  onColumn('expect_column_value_lengths_to_equal', textColumn, fc.record({ value: fc.nat(12) })),
  onColumn('expect_column_value_lengths_to_be_between', textColumn, lengths),
  ...['expect_column_values_to_match_regex', 'expect_column_values_to_not_match_regex'].map((type) =>
    onColumn(type, textColumn, fc.record({ regex: fc.constantFrom(...REGEXES) })),
  ),
  onColumn('expect_column_values_to_match_regex_list', textColumn, fc.record({ regex_list: regexes, match_on })),
  onColumn('expect_column_values_to_not_match_regex_list', textColumn, fc.record({ regex_list: regexes })),
  ...['expect_column_values_to_match_like_pattern', 'expect_column_values_to_not_match_like_pattern'].map((type) =>
    onColumn(type, textColumn, fc.record({ like_pattern: fc.constantFrom(...LIKES), escape: escapedBy })),
  ),
  onColumn(
    'expect_column_values_to_match_like_pattern_list',
    textColumn,
    fc.record({ like_pattern_list: likes, match_on, escape: escapedBy }),
  ),
  onColumn(
    'expect_column_values_to_not_match_like_pattern_list',
    textColumn,
    fc.record({ like_pattern_list: likes, escape: escapedBy }),
  ),
  onColumn(
    'expect_column_values_to_match_strftime_format',
    textColumn,
    fc.record({ strftime_format: fc.constantFrom(...FORMATS) }),
  ),
  onColumn('expect_column_values_to_be_dateutil_parseable', textColumn, none),
  onColumn('expect_column_values_to_be_json_parseable', textColumn, none),
  onColumn(
    'expect_column_values_to_match_json_schema',
    textColumn,
    fc.record({ json_schema: fc.constantFrom<unknown>(...SCHEMAS) }),
  ),
  onColumn('expect_column_values_to_be_of_type', columnName, fc.record({ type_: typeName })),
  onColumn(
    'expect_column_values_to_be_in_type_list',
    columnName,
    fc.record({ type_list: fc.array(typeName, { minLength: 1, maxLength: 3 }) }),
  ),
  fc.record({
    type: fc.constant('expect_column_type_to_be'),
    kwargs: fc.record({ column: columnName, type_: typeName }),
  }),
  expectation('expect_column_pair_values_to_be_equal', fc.tuple(pairOf, ignorePair).map(ignoring)),
  expectation(
    'expect_column_pair_values_a_to_be_greater_than_b',
    fc.tuple(pairOf, ignorePair, fc.boolean()).map(([pair, ignored, or_equal]) => ({
      ...pair,
      ignore_row_if: ignored,
      or_equal,
    })),
  ),
  expectation(
    'expect_column_pair_values_to_be_in_set',
    fc
      .tuple(pairOf, ignorePair, fc.array(fc.tuple(member, member), { minLength: 1, maxLength: 6 }))
      .map(([pair, ignored, value_pairs_set]) => ({
        ...pair,
        ignore_row_if: ignored,
        value_pairs_set,
      })),
  ),
  ...['expect_multicolumn_values_to_be_equal', 'expect_select_column_values_to_be_unique_within_record'].map((type) =>
    expectation(
      type,
      fc
        .tuple(
          fc.oneof(fewColumns, alikeColumns).map((column_list) => ({ column_list })),
          ignoreRow,
        )
        .map(ignoring),
    ),
  ),
  expectation(
    'expect_multicolumn_sum_to_equal',
    fc
      .tuple(
        fc.oneof({ arbitrary: numberColumns, weight: 5 }, { arbitrary: fewColumns, weight: 1 }),
        ignoreRow,
        fc.constantFrom(...NUMBERS, 4, 102),
      )
      .map(([column_list, ignored, sum_total]) => ({ column_list, ignore_row_if: ignored, sum_total })),
  ),
  fc.record({
    type: fc.constant('expect_column_to_exist'),
    kwargs: fc.record({ column: fc.constantFrom('i', 'd', 'none'), column_index: fc.option(fc.nat(3)) }),
  }),
  fc.record({
    type: fc.constant('expect_table_column_count_to_be_between'),
    kwargs: fc.record({ min_value: fc.nat(12), max_value: fc.option(fc.nat(12)) }),
  }),
  fc.record({
    type: fc.constant('expect_table_column_count_to_equal'),
    kwargs: fc.record({ value: fc.constantFrom(9, 10) }),
  }),
  fc.record({
    type: fc.constant('expect_table_columns_to_match_ordered_list'),
    kwargs: fc.record({ column_list: fc.constantFrom(Object.keys(TYPES), Object.keys(TYPES).toReversed()) }),
  }),
  fc.record({
    type: fc.constant('expect_table_columns_to_match_set'),
    kwargs: fc.record({
      column_set: fc.constantFrom(Object.keys(TYPES).toReversed(), Object.keys(TYPES).slice(1)),
      exact_match: fc.boolean(),
    }),
  }),
];

function ignoring([kwargs, ignore_row_if]: readonly [Kwargs, string]): Kwargs {
  return { ...kwargs, ignore_row_if };
}
