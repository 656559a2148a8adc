import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Expectation } from '../../core/definitions/expectation-suite.ts';
import type { QueryEngine, Relation } from '../../core/engine/query-engine.ts';
import { sql } from '../../core/engine/sql.ts';
import { openEvidence } from '../../core/expectations/evidence/kept-evidence.ts';
import type { ExpectationResult } from '../../core/expectations/result.ts';
import { validateSuite } from '../../core/expectations/validate.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';
import { anyRow, EXPECTATIONS, TYPES } from './arbitrary-expectation.ts';

const RUNS = process.env.PLUMBLINE_LONG ? 150 : 3;

const of = (type: string, kwargs: Readonly<Record<string, unknown>>): Expectation => ({
  type: `expect_${type}`,
  kwargs,
});
const numbers = ['i', 'big', 'd', 'f', 'price'];
const all = Object.keys(TYPES);

/** What one row cannot meet or break, on every column that it can be asked of. */
const OF_BATCHES: readonly Expectation[] = [
  of('table_row_count_to_be_between', { min_value: 30 }),
  ...numbers.flatMap((column) =>
    ['mean', 'median', 'stdev', 'sum'].map((figure) => of(`column_${figure}_to_be_between`, { column, min_value: 0 })),
  ),
  ...all.flatMap((column) => [
    ...(column === 'late'
      ? []
      : [of('column_min_to_be_between', { column }), of('column_max_to_be_between', { column })]),
    of('column_values_to_be_unique', { column }),
    of('column_unique_value_count_to_be_between', { column, min_value: 4 }),
    of('column_proportion_of_unique_values_to_be_between', { column, max_value: 0.5 }),
    of('column_proportion_of_non_null_values_to_be_between', { column, min_value: 0.5 }),
    of('column_values_to_be_increasing', { column }),
    of('column_distinct_values_to_contain_set', { column, value_set: [1, 'ab12', '2024-01-31'] }),
    of('column_most_common_value_to_be_in_set', { column, value_set: [1, 'ab12', true], ties_okay: true }),
  ]),
  // Ranges that the smallest or the largest value breaks, and rows have to be counted.
  of('column_values_to_be_between', { column: 'i', min_value: 0, max_value: 2 }),
  of('column_values_to_be_between', { column: 'i', min_value: 0, max_value: 2, row_condition: 'i < 3' }),
  of('column_values_to_be_between', { column: 'big', max_value: 3 }),
  of('column_values_to_be_between', { column: 'd', min_value: 0, max_value: 1, strict_max: true }),
  of('column_values_to_be_between', { column: 'day', min_value: '2024-02-01' }),
  of('column_values_to_be_between', { column: 'at', max_value: '2024-02-01' }),
  of('column_values_to_be_in_set', { column: 'i', value_set: [0, 1, 2, 3] }),
  of('column_values_to_be_between', { column: 'i', min_value: -1, max_value: 2147483647 }),
  of('column_values_to_be_between', { column: 'i', min_value: -1, row_condition: 'i > 0' }),
  of('column_values_to_be_between', { column: 'at', min_value: '1900-01-01', max_value: '2100-01-01' }),
  of('column_values_to_not_be_outliers', { column: 'i', method: 'iqr', multiplier: 1.5 }),
  of('column_quantile_values_to_be_between', {
    column: 'i',
    quantile_ranges: {
      quantiles: [0, 0.25, 0.5, 1],
      value_ranges: [
        [null, 5],
        [0, 1],
        [0, 1],
        [0, null],
      ],
    },
  }),
  of('column_kl_divergence_to_be_less_than', {
    column: 's',
    partition_object: { values: ['ab12', 'x y'], weights: [0.5, 0.5] },
    threshold: 1,
    tail_weight_holdout: 0.1,
  }),
  of('compound_columns_to_be_unique', { column_list: ['i', 's'] }),
];

/** These say something about the order of rows. */
const ORDERED = /increasing|decreasing/;

type Row = Readonly<Record<string, unknown>>;

/** Sums of the largest doubles overflow in one order, and do not in another; nobody promises which. */
const tameRow = anyRow.map((row): Row => {
  const { d } = row as { readonly d?: unknown };
  return typeof d === 'number' && Math.abs(d) > 1e100 ? { ...row, d: d / 1e200 } : row;
});

describe('planned evidence', () => {
  let on: TestEngine;
  let count = 0;
  before(async () => {
    on = await startTestEngine();
  });
  after(() => on.dispose());

  test('leads to the verdicts of one query for each expectation, in one file or several, cold or kept', async () => {
    const rows = fc.array(tameRow, { minLength: 12, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(rows, fc.tuple(...EXPECTATIONS), async (given, expectations) => {
        const suite = [...OF_BATCHES, ...expectations];
        const table = await tableOf(given);
        const wanted = await naive(suite, table);
        agree(await judge(suite, table), wanted, 'a table');
        const folder = join(on.folder, `split-${count}`);
        mkdirSync(folder);
        await split(table, given.length, folder);
        const files = await on.engine.open({ path: folder });
        agree(await judge(suite, files), wanted, 'files');
        const kept = join(on.folder, `kept-${count}`);
        const cold = await judge(suite, files, kept);
        agree(cold, wanted, 'files, cold');
        assert.deepEqual(await judge(suite, await on.engine.open({ path: folder }), kept), cold);
        const one = join(on.folder, `one-${count}.parquet`);
        await on.engine.copy(sql`SELECT * FROM ${table.from}`, one);
        agree(await judge(suite, await on.engine.open({ path: one })), wanted, 'one file');
        agree(await judge(suite, await on.engine.open({ path: one }), kept), wanted, 'one file, cold');
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  test('does not depend on the order of the rows', async () => {
    const rows = fc
      .array(tameRow, { minLength: 12, maxLength: 40 })
      .chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray([...given], { minLength: given.length })));
    await fc.assert(
      fc.asyncProperty(rows, fc.tuple(...EXPECTATIONS), async ([given, shuffled], expectations) => {
        const suite = [...OF_BATCHES, ...expectations].filter(({ type }) => !ORDERED.test(type));
        const results = await judge(suite, await tableOf(given));
        const others = await judge(suite, await tableOf(shuffled));
        agree(others.map(withoutPlaces), results.map(withoutPlaces), 'in another order');
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  test('does not depend on the format of the file, where CSV can say the same', async () => {
    const rows = fc.array(tameRow, { minLength: 12, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(rows, fc.tuple(...EXPECTATIONS), async (given, expectations) => {
        // An empty text and a word for "missing" are missing in CSV.
        const plain = given.map((row) =>
          Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === '' ? null : value])),
        );
        const suite = [...OF_BATCHES, ...expectations];
        const table = await tableOf(plain);
        const path = join(on.folder, `format-${count}.csv`);
        await on.engine.copy(sql`SELECT * FROM ${table.from}`, path, { format: 'csv' });
        const parquet = join(on.folder, `format-${count}.parquet`);
        await on.engine.copy(sql`SELECT * FROM ${table.from}`, parquet);
        const csv = await on.engine.open({ path, types: TYPES });
        agree(await judge(suite, csv), await judge(suite, await on.engine.open({ path: parquet })), 'CSV');
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  function tableOf(rows: readonly Row[]): Promise<Relation> {
    const lines = rows.map((row) =>
      JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)),
    );
    const path = join(on.folder, `rows-${++count}.jsonl`);
    writeFileSync(path, lines.join('\n'));
    return on.engine.open({ path, types: TYPES });
  }

  /** Three files, one of them without any rows at times. */
  async function split(table: Relation, rows: number, folder: string): Promise<void> {
    const ends = [0, Math.floor(rows / 4), Math.floor(rows / 2), rows];
    for (const [part, start] of ends.slice(0, -1).entries()) {
      const own = sql`SELECT * EXCLUDE (${table.position}) FROM ${table.numbered}
        WHERE ${table.position} >= ${start} AND ${table.position} < ${ends[part + 1] ?? rows}`;
      await on.engine.copy(own, join(folder, `part-${part}.parquet`));
    }
  }

  async function judge(expectations: readonly Expectation[], source: Relation, kept?: string, engine = on.engine) {
    const suite = { name: 'planned', expectations: [...expectations] };
    const evidence = kept === undefined ? {} : { kept: openEvidence(kept, 'test') };
    return (await validateSuite({ suite, source, engine, ...evidence })).results;
  }

  /** Each expectation on its own, by plain queries on all rows. */
  async function naive(expectations: readonly Expectation[], table: Relation): Promise<readonly ExpectationResult[]> {
    const { shortcuts: _, ...dialect } = on.engine.dialect;
    const engine: QueryEngine = { ...on.engine, dialect };
    const results: ExpectationResult[] = [];
    for (const expectation of expectations) results.push(...(await judge([expectation], table, undefined, engine)));
    return results;
  }
});

function agree(found: readonly ExpectationResult[], wanted: readonly ExpectationResult[], what: string): void {
  for (const [index, one] of wanted.entries()) {
    const { type, kwargs } = one.expectation_config;
    const words = `${what}: ${type} ${JSON.stringify(kwargs)} ${JSON.stringify(found[index]?.exception_info)}`;
    assert.deepEqual(aligned(essence(found[index]), essence(one)), essence(one), words);
  }
}

/** What was found, with each figure that is as good as the wanted one replaced by that: sums of floats depend on the order. */
function aligned(found: unknown, wanted: unknown): unknown {
  if (typeof found === 'number' && typeof wanted === 'number') {
    return Math.abs(found - wanted) <= 1e-9 * Math.max(Math.abs(found), Math.abs(wanted)) ? wanted : found;
  }
  if (Array.isArray(found) && Array.isArray(wanted)) return found.map((each, index) => aligned(each, wanted[index]));
  if (typeof found !== 'object' || found === null || typeof wanted !== 'object' || wanted === null) return found;
  const other = wanted as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(found).map(([key, value]) => [key, aligned(value, other[key])]));
}

/** All but how an error is put. */
function essence(result: ExpectationResult | undefined): unknown {
  const { success, result: details, meta, exception_info } = result ?? assert.fail();
  return JSON.parse(
    JSON.stringify({ success, details, outcome: meta.plumbline.outcome, raised: exception_info.raised_exception }),
  );
}

/** What does not say where the rows are. */
function withoutPlaces(result: ExpectationResult): ExpectationResult {
  const kept = Object.entries(result.result).filter(([key]) => !key.startsWith('partial_') && key !== 'details');
  return { ...result, result: Object.fromEntries(kept) };
}
