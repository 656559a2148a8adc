import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { validateSuite } from '../../core/expectations/validate.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';

/** What rows break an expectation, said in JavaScript: the second opinion. */
type Broken = (values: readonly (number | null)[], words: readonly (string | null)[]) => readonly number[];

const EXPECTATIONS: readonly (readonly [string, Readonly<Record<string, unknown>>, Broken])[] = [
  ['expect_column_values_to_not_be_null', { column: 'n' }, (values) => where(values, (value) => value === null)],
  [
    'expect_column_values_to_be_between',
    { column: 'n', min_value: -2, max_value: 3, strict_max: true },
    (values) => where(values, (value) => value !== null && (value < -2 || value >= 3)),
  ],
  [
    'expect_column_values_to_be_in_set',
    { column: 'n', value_set: [0, 1, 2] },
    (values) => where(values, (value) => value !== null && ![0, 1, 2].includes(value)),
  ],
  [
    'expect_column_values_to_be_unique',
    { column: 'n' },
    (values) => where(values, (value) => value !== null && values.filter((other) => other === value).length > 1),
  ],
  [
    'expect_column_values_to_be_increasing',
    { column: 'n' },
    (values) => where(values, (value, row) => value !== null && value < (lastBefore(values, row) ?? value)),
  ],
  [
    'expect_column_value_lengths_to_be_between',
    { column: 's', min_value: 1, max_value: 2 },
    (_, words) => where(words, (word) => word !== null && ([...word].length < 1 || [...word].length > 2)),
  ],
  [
    'expect_column_values_to_not_match_regex',
    { column: 's', regex: 'a' },
    (_, words) => where(words, (word) => word?.includes('a') === true),
  ],
  [
    'expect_compound_columns_to_be_unique',
    { column_list: ['n', 's'], ignore_row_if: 'never' },
    (values, words) =>
      where(values, (value, row) =>
        values.some((other, index) => index !== row && other === value && words[index] === words[row]),
      ),
  ],
];

function where<T>(items: readonly T[], test: (item: T, row: number) => boolean): readonly number[] {
  return items.flatMap((item, row) => (test(item, row) ? [row] : []));
}

function lastBefore(values: readonly (number | null)[], row: number): number | undefined {
  return values.slice(0, row).findLast((value) => value !== null) ?? undefined;
}

describe('rows that break an expectation', () => {
  let on: TestEngine;
  before(async () => {
    on = await startTestEngine();
  });
  after(() => on.dispose());

  test('are those that a second opinion finds, in any data', async () => {
    const row = fc.tuple(
      fc.option(fc.integer({ min: -4, max: 4 })),
      fc.option(fc.string({ unit: fc.constantFrom('a', 'b', 'é', '日', '"', "'"), maxLength: 4 })),
    );
    let files = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 40 }), async (rows) => {
        const lines = [JSON.stringify({ n: 0, s: '' }), ...rows.map(([n, s]) => JSON.stringify({ n, s }))];
        const source = {
          path: on.file(`random-${files++}.jsonl`, lines.join('\n')),
          types: { n: 'bigint', s: 'string' },
        };
        const suite = { name: 'random', expectations: EXPECTATIONS.map(([type, kwargs]) => ({ type, kwargs })) };
        const { results } = await validateSuite({ suite, source, engine: on.engine, resultFormat: 'COMPLETE' });
        const values = [0, ...rows.map(([n]) => n)];
        const words = ['', ...rows.map(([, s]) => s)];
        for (const [index, [type, , broken]] of EXPECTATIONS.entries()) {
          assert.deepEqual(results[index]?.result.unexpected_index_list, broken(values, words), type);
        }
      }),
      { numRuns: 40 },
    );
  });
});
