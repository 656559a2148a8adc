import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Expectation } from '../../core/definitions/expectation-suite.ts';
import type { DataSource } from '../../core/engine/data-source.ts';
import { JUDGES } from '../../core/expectations/judges.ts';
import type { ExpectationResult } from '../../core/expectations/result.ts';
import { validateSuite } from '../../core/expectations/validate.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';
import { agree } from './agreement.ts';
import { EXPECTATIONS, TYPES } from './arbitrary-expectation.ts';
import { OF_BATCHES, type Row, tameRow } from './batch-expectations.ts';
import { type Forms, formsOf } from './data-forms.ts';

const RUNS = process.env.PLUMBLINE_LONG ? 60 : 3;

/** `region` comes last, where a folder `region=eu` puts it. */
const COLUMNS = { ...TYPES, region: 'string' };
const REGIONS = ['eu', 'us', 'nowhere else'];

const of = (type: string, kwargs: Readonly<Record<string, unknown>>): Expectation => ({ type, kwargs });

/** What neither a row nor the other list has: with both, every type there is. */
const OTHERS: readonly Expectation[] = [
  of('expect_table_row_count_to_equal', { value: 20 }),
  of('expect_table_row_count_to_equal', { value: 3, row_condition: "region = 'eu'" }),
  of('expect_table_row_count_to_equal_other_table', { other_table_name: 'other' }),
  of('expect_column_values_to_be_decreasing', { column: 'i', strictly: true }),
  of('expect_column_value_z_scores_to_be_less_than', { column: 'i', threshold: 1, double_sided: true }),
  of('expect_column_value_z_scores_to_be_less_than', { column: 'price', threshold: 2, double_sided: false }),
  of('expect_column_distinct_values_to_equal_set', { column: 'region', value_set: ['eu', 'us'] }),
  of('expect_column_distinct_values_to_equal_set', { column: 'i', value_set: [0, 1, 2] }),
  of('unexpected_rows_expectation', { unexpected_rows_query: 'SELECT i, s FROM {batch} WHERE i < 2' }),
  of('unexpected_rows_expectation', {
    unexpected_rows_query: 'SELECT region, count(*) AS n FROM {batch} GROUP BY region HAVING count(*) > 5',
  }),
  of('expect_query_results_to_match_comparison', {
    base_query: 'SELECT i FROM {batch} WHERE i > 0',
    comparison_data_source_name: 'other',
    comparison_query: 'SELECT i FROM other',
    mostly: 0.5,
  }),
  of('expect_column_values_to_be_unique', { column: 'i', row_condition: "region = 'us'" }),
  of('expect_column_min_to_be_between', { column: 'region', min_value: 'f' }),
  of('expect_column_values_to_be_in_set', { column: 'region', value_set: ['eu', 'us'] }),
];

/** A suite of every type, much of it random. */
const anySuite = fc.tuple(...EXPECTATIONS).map((random) => [...OF_BATCHES, ...OTHERS, ...random]);

/** Where numbers of many digits cancel each other out, what is left of their sum is as the order has it. */
const steadyRow = tameRow.map((row): Row => {
  const { d } = row;
  if (typeof d !== 'number' || JSON.stringify(d).length <= 6) return row;
  return { ...row, d: (Math.sign(d) * Math.round(Math.log2(1 + Math.abs(d)) * 64)) / 64 };
});

function rowsOf(row: fc.Arbitrary<Row>): fc.Arbitrary<readonly Row[]> {
  const withRegion = fc.tuple(row, fc.constantFrom(...REGIONS)).map(([one, region]) => ({ ...one, region }));
  return fc.array(withRegion, { minLength: 12, maxLength: 40 });
}

/** Of infinite numbers DuckDB gives a deviation or an error, as they come. */
function withoutInfinite(suite: readonly Expectation[], rows: readonly Row[]): readonly Expectation[] {
  const isInfinite = rows.some(({ d }) => typeof d === 'string' && d.includes('Infinity'));
  return isInfinite
    ? suite.filter(({ type, kwargs }) => type !== 'expect_column_stdev_to_be_between' || kwargs.column !== 'd')
    : suite;
}

describe('a result depends on the rows alone', () => {
  let on: TestEngine;
  let count = 0;
  before(async () => {
    on = await startTestEngine();
    on.file('other.jsonl', '{"i": 1}\n{"i": 2}\n{"i": null}\n{"i": 2}');
  });
  after(() => on.dispose());

  test('whatever is random, the suite has every type', () => {
    const types = fc.sample(anySuite, 1)[0]?.map(({ type }) => type);
    assert.deepEqual([...new Set(types)].sort(), [...JUDGES.keys()].sort());
  });

  test('not on how they are split into files, nor on which of their columns is in the paths', async () => {
    const cuts = fc.array(fc.nat(40), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(rowsOf(steadyRow), cuts, anySuite, async (given, places, all) => {
        // In the order of the folders: so the places of rows are the same ones, too.
        const rows = REGIONS.toSorted().flatMap((region) => given.filter((row) => row.region === region));
        const ends = places.map((place) => Math.min(place, rows.length)).toSorted((a, b) => a - b);
        const suite = withoutInfinite(all, rows);
        const forms = await inForms(rows);
        const wanted = await judge(suite, await forms.one());
        agree(await judge(suite, await forms.several(ends)), wanted, `files that end at ${ends}`);
        agree(await judge(suite, await forms.byColumn('region')), wanted, 'a folder for each region');
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  test('not on their format, where it can say the same', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf(tameRow), anySuite, async (given, suite) => {
        // An empty text is missing in CSV.
        const rows = given.map((row) =>
          Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === '' ? null : value])),
        );
        const forms = await inForms(rows);
        const wanted = await judge(suite, await forms.one());
        agree(await judge(suite, await forms.csv()), wanted, 'CSV');
        agree(await judge(suite, await forms.csv([5, 5, 9])), wanted, 'several CSV files');
        agree(await judge(suite, await forms.packed()), wanted, 'compressed CSV');
        agree(await judge(suite, await forms.jsonLines()), wanted, 'JSON lines');
        agree(await judge(suite, await forms.json()), wanted, 'JSON');
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  test('not on their order, but for what is said of it', async () => {
    const inTwoOrders = rowsOf(steadyRow).chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows], { minLength: rows.length })),
    );
    await fc.assert(
      fc.asyncProperty(inTwoOrders, anySuite, async ([rows, shuffled], all) => {
        const unordered = all.filter(({ type }) => !/increasing|decreasing/.test(type));
        const suite = withoutInfinite(unordered, rows);
        const results = await judge(suite, await (await inForms(rows)).one());
        const others = await judge(suite, await (await inForms(shuffled)).several([7, 30]));
        agree(others.map(inAnyOrder), results.map(inAnyOrder), 'in another order');
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  function inForms(rows: readonly Row[]): Promise<Forms> {
    return formsOf(rows, join(on.folder, `rows-${++count}`), COLUMNS, on);
  }

  async function judge(expectations: readonly Expectation[], source: DataSource) {
    const { results } = await validateSuite({
      suite: { name: 'any', expectations: [...expectations] },
      source,
      engine: on.engine,
      resultFormat: 'COMPLETE',
      tables: { other: { path: join(on.folder, 'other.jsonl'), types: { i: 'int' } } },
    });
    return results;
  }
});

/** What does not say where the rows are: the first few are others, and lists of all have another order. */
function inAnyOrder(one: ExpectationResult): ExpectationResult {
  const kept = Object.entries(one.result).filter(([key]) => !key.startsWith('partial_') && !key.includes('index'));
  return { ...one, result: Object.fromEntries(kept.map(([key, value]) => [key, sorted(value)])) };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sorted(inner)]));
}
