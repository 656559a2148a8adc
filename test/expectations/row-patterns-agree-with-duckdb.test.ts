import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { isRe2 } from '../../core/engine/regex-syntax.ts';
import { raw, type Sql, sql } from '../../core/engine/sql.ts';
import { engineRegex } from '../../core/expectations/single-row/engine-regex.ts';
import { isJsonText } from '../../core/expectations/single-row/json-text.ts';
import { OnlyInBatch } from '../../core/expectations/single-row/on-row.ts';
import { timeFormatTest } from '../../core/expectations/single-row/time-format.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';

const RUNS = process.env.PLUMBLINE_LONG ? 20_000 : 600;

const TEXTS = [
  '',
  'a',
  'b',
  'ab',
  'aab',
  'A',
  'Z9',
  '_',
  ' ',
  '\n',
  'a\nb',
  '\t',
  '\v',
  'é',
  'É',
  '日本',
  '😀',
  'a😀b',
  '0',
  '12',
  '-',
  '.',
  ']',
  '^',
  '{,2}',
  'x{',
  '\\',
  '/',
  '\u00a0',
  '\r',
  '\u2028',
  'a.b',
  '$',
  '(a)',
  '\u0007',
];

/** Parts of patterns that go together in any order, now and then to something that is no pattern. */
const PARTS = [
  'a',
  'b',
  'A',
  'é',
  '日',
  '.',
  '^',
  '$',
  '|',
  '(',
  ')',
  '(?:',
  '(?P<n>',
  '(?s)',
  '(?m)',
  '(?m:',
  '*',
  '+',
  '?',
  '{2}',
  '{1,}',
  '{,2}',
  '{0,1}',
  '{',
  '}',
  ']',
  '\\d',
  '\\D',
  '\\w',
  '\\W',
  '\\s',
  '\\S',
  '\\b',
  '\\B',
  '\\A',
  '\\z',
  '\\Z',
  '\\.',
  '\\\\',
  '\\-',
  '\\/',
  '\\n',
  '\\t',
  '\\v',
  '\\a',
  '\\x41',
  '\\x{1F600}',
  '\\012',
  '\\0',
  '\\pL',
  '\\PL',
  '\\p{Lu}',
  '\\p{^Lu}',
  '\\p{Greek}',
  '\\e',
  '\\h',
  '[ab]',
  '[^a]',
  '[]a]',
  '[^]a]',
  '[a-z]',
  '[A-Z0-9_]',
  '[z-a]',
  '[a-]',
  '[-a]',
  '[\\d-]',
  '[^\\w]',
  '[\\S]',
  '[\\W]',
  '[[:alpha:]]',
  '[[:space:]x]',
  '[[:odd:]]',
  '[.^$*]',
  '[\\]\\\\]',
  '[😀-🙂]',
  '[',
  '[\\pL]',
  '[é-ü]',
  '/',
  '-',
  '_',
  '"',
  "'",
];

const pattern = fc
  .tuple(
    fc.constantFrom('', '', '', '(?i)', '(?is)'),
    fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 6 }),
  )
  .map(([flags, parts]) => flags + parts.join(''))
  .filter(isRe2)
  // DuckDB takes `$a`, which nothing can match, for `a`; `a^` as well.
  .filter((regex) => !/(?:\$|\\[zZ])[^|)]|[^|(](?:\^|\\A)/.test(regex.replace(/^\(\?\w+\)/, '')));

/** Parts of formats, each with texts that it may read. */
const DIRECTIVES: readonly (readonly [string, readonly string[]])[] = [
  ['%Y', ['2024', '24', '1900', '0', '20240']],
  ['%y', ['24', '5', '69', '100']],
  ['%m', ['01', '2', '12', '13', '0']],
  ['%d', ['31', '30', '29', '1', '00', '32']],
  ['%b', ['Jan', 'feb', 'DEC', 'Foo', 'June']],
  ['%B', ['January', 'may', 'Febr']],
  ['%a', ['Mon', 'sun', 'Xyz']],
  ['%A', ['Monday', 'SUNDAY']],
  ['%w', ['0', '6', '7']],
  ['%j', ['1', '060', '366', '367']],
  ['%H', ['00', '23', '24', '7']],
  ['%I', ['12', '1', '0', '13']],
  ['%p', ['AM', 'pm', 'XM']],
  ['%M', ['00', '59', '60']],
  ['%S', ['0', '59', '60']],
  ['%f', ['5', '123456', '1234567']],
  ['%z', ['+0200', '-05:30', '+02', 'Z']],
  ['%%', ['%']],
  ['%x', ['2024-01-31', '2024-02-30']],
  ['%X', ['10:59:59', '10:59']],
  ['%c', ['2024-01-31 10:59:59']],
  ['-', ['-', '/']],
  [':', [':']],
  ['T', ['T', 't']],
  [' ', [' ', '  ', '\t', '']],
  ['.', ['.']],
];

const format = fc
  .array(
    fc
      .constantFrom(...DIRECTIVES)
      .chain(([part, texts]) => fc.constantFrom(...texts).map((text) => [part, text] as const)),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => [parts.map(([part]) => part).join(''), parts.map(([, text]) => text).join('')] as const);

const json = fc.array(
  fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"',
    '1',
    '-1',
    '1.5e3',
    '01',
    'true',
    'null',
    'NaN',
    '-inf',
    'Infinity',
    ' ',
    '\n',
    '\\',
    '"\\n"',
    '"\\x"',
    '"\\ud83d\\ude00"',
    '"\\ud83d"',
    '"\\\\ud800"',
    '"NaN,]"',
  ),
  { maxLength: 7 },
);

describe('what texts are, to a row and to the engine', () => {
  let on: TestEngine;
  before(async () => {
    on = await startTestEngine();
  });
  after(() => on.dispose());

  const texts = (given: readonly string[]): Sql => sql`(SELECT unnest(${given}) AS t)`;

  /** What the engine says of each text; undefined where it refuses the question. */
  async function ofAll(given: readonly string[], test: Sql): Promise<readonly unknown[] | undefined> {
    try {
      const { rows } = await on.engine.query(sql`SELECT ${test} FROM ${texts(given)}`);
      return rows.map(([value]) => value);
    } catch {
      return undefined;
    }
  }

  function onRow(compile: () => (text: string) => boolean, given: readonly string[]) {
    try {
      return given.map(compile());
    } catch (error) {
      return error instanceof OnlyInBatch ? 'only in a batch' : undefined;
    }
  }

  test('regular expressions', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(pattern, async (regex) => {
        const own = onRow(() => {
          const compiled = engineRegex(regex);
          return (text) => compiled.test(text);
        }, TEXTS);
        if (own === 'only in a batch') return;
        const expected = await ofAll(TEXTS, on.engine.dialect.matches(raw('t'), regex));
        if (expected !== undefined) compared++;
        assert.deepEqual(own, expected, regex);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    assert.ok(compared > RUNS / 5, `${compared} of ${RUNS}`);
  });

  test('times in a format', async () => {
    await fc.assert(
      fc.asyncProperty(
        format,
        fc.constantFrom('', ' ', '\n'),
        fc.constantFrom('', '', 'x', ' '),
        async ([form, text], start, end) => {
          const given = [text, start + text + end, ''];
          const own = onRow(() => timeFormatTest(form), given);
          if (own === 'only in a batch') return;
          const expected = await ofAll(given, on.engine.dialect.isTimeIn(raw('t'), form)!);
          assert.deepEqual(own, expected, JSON.stringify([form, given]));
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  test('JSON', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          json.map((parts) => parts.join('')),
          { minLength: 1, maxLength: 50 },
        ),
        async (given) => {
          const expected = await ofAll(given, on.engine.dialect.isJson(raw('t'))!);
          const own = given.map(isJsonText);
          const odd = own.findIndex((value, index) => value !== expected?.[index]);
          assert.equal(own[odd], expected?.[odd], given[odd]);
        },
      ),
      { numRuns: RUNS / 10, endOnFailure: true },
    );
  });
});
