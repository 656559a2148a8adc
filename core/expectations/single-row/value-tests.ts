import { endsInEscape, likePattern } from '../../expressions/like-pattern.ts';
import { isDateText } from '../date-text.ts';
import { cannotJudge } from '../judge.ts';
import { patternTest } from '../pattern-test.ts';
import { isInRange, soundRange } from '../range.ts';
import { readResultFormat } from '../result-format.ts';
import { schemaTest } from '../schema-test.ts';
import { columnTypes } from '../types/column-types.ts';
import { memberTest, rangeTest } from './comparing.ts';
import { isJsonText } from './json-text.ts';
import { onlyInBatch } from './on-row.ts';
import type { RowGiven, RowJudge, RowTest } from './row-test.ts';
import type { CellValue, RowType } from './row-type.ts';
import { timeFormatTest } from './time-format.ts';
import { writtenBy } from './written-value.ts';

type Args = RowGiven['args'];

/** Expectations on the value of one column. */
export const valueTests: readonly RowJudge[] = [
  missing('expect_column_values_to_not_be_null', (value) => value !== null),
  missing('expect_column_values_to_be_null', (value) => value === null),
  ofValues('expect_column_values_to_be_between', (args, type) => rangeTest(type, soundRange(args))),
  ofValues('expect_column_values_to_be_in_set', (args, type) => memberTest(type, args.value_set as readonly unknown[])),
  ofValues('expect_column_values_to_not_be_in_set', (args, type) =>
    not(memberTest(type, args.value_set as readonly unknown[])),
  ),
  {
    ...ofValues('expect_column_distinct_values_to_be_in_set', (args, type) =>
      memberTest(type, args.value_set as readonly unknown[]),
    ),
    about: 'all values',
  },
  ofTexts(
    'expect_column_value_lengths_to_equal',
    ({ value }) =>
      (text) =>
        lengthOf(text) === Number(value),
  ),
  ofTexts('expect_column_value_lengths_to_be_between', (args) => {
    const range = soundRange(args);
    return (text) => isInRange(lengthOf(text), range, 'integer');
  }),
  ofTexts('expect_column_values_to_match_regex', ({ regex }) => finds(regex)),
  ofTexts('expect_column_values_to_not_match_regex', ({ regex }) => not(finds(regex))),
  ofTexts('expect_column_values_to_match_regex_list', (args) => several(args, 'regex_list', finds)),
  ofTexts('expect_column_values_to_not_match_regex_list', (args) => none(args, 'regex_list', finds)),
  ofTexts('expect_column_values_to_match_like_pattern', (args) => isLike(args)(args.like_pattern)),
  ofTexts('expect_column_values_to_not_match_like_pattern', (args) => not(isLike(args)(args.like_pattern))),
  ofTexts('expect_column_values_to_match_like_pattern_list', (args) =>
    several(args, 'like_pattern_list', isLike(args)),
  ),
  ofTexts('expect_column_values_to_not_match_like_pattern_list', (args) =>
    none(args, 'like_pattern_list', isLike(args)),
  ),
  ofTexts('expect_column_values_to_match_strftime_format', (args) => timeFormatTest(String(args.strftime_format))),
  ofTexts('expect_column_values_to_be_dateutil_parseable', () => isDateText),
  ofJson('expect_column_values_to_be_json_parseable', () => isJsonText),
  ofJson('expect_column_values_to_match_json_schema', (args) =>
    schemaTest(args.json_schema as Readonly<Record<string, unknown>>),
  ),
  ...columnTypes.map(
    ({ type, byColumns }): RowJudge => ({
      type,
      names: columnOf,
      about: 'type',
      compile: ({ args, columns: [column] }) => {
        // A missing value has the type that was declared; where none was, it may be of any.
        if (column === undefined || column.type.type === undefined || byColumns === undefined) return () => null;
        const { name, type: own } = column;
        const columns = [{ name, type: own.type ?? '', valueType: own.valueType }];
        const { success } = byColumns({ args, detail: BRIEF, relation: { label: 'the row', columns, misfits: [] } });
        return () => success;
      },
    }),
  ),
];

const BRIEF = readResultFormat('BOOLEAN_ONLY');

function columnOf({ column }: Args): readonly string[] {
  return [String(column)];
}

function missing(type: string, expected: (value: CellValue) => boolean): RowJudge {
  return {
    type,
    names: columnOf,
    judgesUntold: true,
    compile: ({ columns: [column] }) => {
      const place = column?.place ?? 0;
      return (values) => expected(values[place] ?? null);
    },
  };
}

/** Missing values are not judged. */
function ofValues(type: string, compile: (args: Args, type: RowType) => (value: CellValue) => boolean): RowJudge {
  return {
    type,
    names: columnOf,
    compile: ({ args, columns: [column] }): RowTest => {
      if (column === undefined) throw cannotJudge('no column is named');
      const { place } = column;
      const expected = compile(args, column.type);
      return (values) => {
        const value = values[place] ?? null;
        return value === null ? null : expected(value);
      };
    },
  };
}

/** What is no text is judged by how it is written. */
function ofTexts(type: string, compile: (args: Args) => (text: string) => boolean): RowJudge {
  return ofValues(type, (args, own) => {
    const expected = compile(args);
    if (own.valueType === 'string') return expected as (value: CellValue) => boolean;
    const write = writtenBy(own);
    if (write === undefined) throw onlyInBatch(`how values of the type ${own.type} are written is the engine's own`);
    return (value) => expected(write(value));
  });
}

/** Lists and objects are JSON already, only not written down. */
function ofJson(type: string, compile: (args: Args) => (text: string) => boolean): RowJudge {
  const ofText = ofTexts(type, compile);
  const ofObjects = ofValues(type, (args) => {
    const expected = compile(args);
    return (value) => expected(JSON.stringify(value));
  });
  return {
    ...ofText,
    compile: (given) => (given.columns[0]?.type.valueType === 'other' ? ofObjects : ofText).compile(given),
  };
}

function not<T>(test: (value: T) => boolean): (value: T) => boolean {
  return (value) => !test(value);
}

type TextTest = (text: string) => boolean;

function several(args: Args, argument: string, compile: (pattern: unknown) => TextTest): TextTest {
  const tests = (args[argument] as readonly unknown[]).map(compile);
  return args.match_on === 'all'
    ? (text) => tests.every((matches) => matches(text))
    : (text) => tests.some((matches) => matches(text));
}

function none(args: Args, argument: string, compile: (pattern: unknown) => TextTest): TextTest {
  const tests = (args[argument] as readonly unknown[]).map(compile);
  return (text) => !tests.some((matches) => matches(text));
}

const finds = (pattern: unknown): TextTest => patternTest(String(pattern));

/** Letter case does not matter; an escape at the end of a pattern escapes nothing, and no text matches then. */
function isLike(args: Args): (pattern: unknown) => TextTest {
  const escapedBy = typeof args.escape === 'string' ? args.escape : null;
  return (pattern) => {
    if (escapedBy !== null && endsInEscape(String(pattern), escapedBy)) return () => false;
    const regex = likePattern(lowerCase(String(pattern)), escapedBy);
    return (text) => regex.test(lowerCase(text));
  };
}

/** Character by character, as the engine does: none becomes two. */
function lowerCase(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it tells ASCII from all else.
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  return [...text].map((one) => (one.toLowerCase().length === one.length ? one.toLowerCase() : one)).join('');
}

/** Characters as the engine counts them: code points. */
function lengthOf(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    const isPair = (text.charCodeAt(index) & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
    if (isPair) length--;
  }
  return length;
}
