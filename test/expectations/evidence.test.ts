import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Expectation } from '../../core/definitions/expectation-suite.ts';
import { openEvidence } from '../../core/expectations/evidence/kept-evidence.ts';
import { histogramsOf } from '../../core/expectations/histograms.ts';
import type { SuiteResult } from '../../core/expectations/result.ts';
import { validateSuite } from '../../core/expectations/validate.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';

const of = (type: string, kwargs: Readonly<Record<string, unknown>>): Expectation => ({
  type: `expect_${type}`,
  kwargs,
});

/** Checks that add up, on every kind of evidence. */
const ADDING: readonly Expectation[] = [
  of('table_row_count_to_be_between', { min_value: 1 }),
  of('column_values_to_not_be_null', { column: 'fare', mostly: 0.9 }),
  of('column_values_to_be_between', { column: 'n', min_value: 10, max_value: 5000 }),
  of('column_values_to_be_in_set', { column: 'origin', value_set: ['EWR', 'JFK'] }),
  of('column_distinct_values_to_equal_set', { column: 'origin', value_set: ['EWR', 'JFK', 'LGA'] }),
  of('column_most_common_value_to_be_in_set', { column: 'origin', value_set: ['EWR'], ties_okay: true }),
  of('column_mean_to_be_between', { column: 'fare', min_value: 0, max_value: 500 }),
  of('column_stdev_to_be_between', { column: 'fare', min_value: 0, max_value: 500 }),
  of('column_sum_to_be_between', { column: 'n', min_value: 0 }),
  of('column_max_to_be_between', { column: 'at', min_value: '2013-01-01' }),
  of('column_value_lengths_to_be_between', { column: 'email', min_value: 5, max_value: 9 }),
  of('column_values_to_match_regex', { column: 'email', regex: '^(?=user)\\w+$' }),
  of('column_kl_divergence_to_be_less_than', {
    column: 'fare',
    partition_object: { bins: [0, 100, 500], weights: [0.2, 0.8] },
    threshold: 1,
  }),
  of('column_values_to_be_between', { column: 'fare', max_value: 400, row_condition: "origin = 'JFK'" }),
];

const WHOLE: readonly Expectation[] = [
  of('column_values_to_be_unique', { column: 'email' }),
  of('column_median_to_be_between', { column: 'fare', min_value: 0, max_value: 500 }),
  of('column_values_to_be_increasing', { column: 'n' }),
];

describe('evidence that is kept by file', () => {
  let on: TestEngine;
  let folder: string;
  let kept: string;
  let count = 0;
  before(async () => {
    on = await startTestEngine();
  });
  after(() => on.dispose());
  beforeEach(async () => {
    folder = join(on.folder, `data-${++count}`);
    kept = join(on.folder, `kept-${count}`);
    mkdirSync(folder);
    for (const part of [0, 1, 2]) await write(part);
  });

  const write = (part: number, rows = 500, more = ''): Promise<string> =>
    on.parquet(
      `data-${count}/part-${part}.parquet`,
      `SELECT ${part * 1000} + range AS n, ['EWR', 'JFK', 'LGA'][1 + range % 3] AS origin, 'user' || (range % 400) AS email,
        CASE WHEN range % 50 = 0 THEN NULL ELSE sqrt(range * 7.3 + ${part}) * 10 END AS fare,
        TIMESTAMP '2013-01-01' + to_hours(range) AS at ${more} FROM range(${rows})`,
    );

  const judge = async (expectations: readonly Expectation[], isKept = true): Promise<SuiteResult> => {
    const evidence = isKept ? { kept: openEvidence(kept, 'test') } : {};
    const suite = { name: 'evidence', expectations: [...expectations] };
    return validateSuite({ suite, source: { path: folder }, engine: on.engine, ...evidence });
  };

  it('belongs to its own file, also under a condition on what the paths say', async () => {
    const parts = join(on.folder, `by-region-${count}`);
    const regions: readonly (readonly [string, string])[] = [
      ['eu', 'range'],
      ['us', '-range'],
    ];
    for (const [region, a] of regions) {
      mkdirSync(join(parts, `region=${region}`), { recursive: true });
      await on.parquet(`by-region-${count}/region=${region}/part.parquet`, `SELECT ${a} AS a FROM range(5)`);
    }
    const below = of('column_values_to_be_between', { column: 'a', min_value: 0, row_condition: "region = 'us'" });
    const result = async () => {
      const suite = { name: 'evidence', expectations: [below] };
      const source = { path: parts };
      const { results } = await validateSuite({ suite, source, engine: on.engine, kept: openEvidence(kept, 'test') });
      const {
        element_count: rows,
        unexpected_count: faults,
        partial_unexpected_index_list: places,
      } = results[0]?.result ?? {};
      return [rows, faults, places];
    };
    assert.deepEqual(await result(), [5, 4, [6, 7, 8, 9]]);
    rmSync(join(parts, 'region=eu'), { recursive: true });
    assert.deepEqual(await result(), [5, 4, [1, 2, 3, 4]]);
  });

  it('answers a second run without reading any file, and to the bit what the first run found', async () => {
    const cold = await judge(ADDING);
    assert.equal(cold.meta.plumbline.evidence?.files_read, 3);
    const faults = cold.results.filter(({ success }) => !success).length;
    assert.ok(faults > 2, 'some expectations fail, for their counts to be compared');
    const warm = await judge(
      ADDING.map((one) => ({ ...one, kwargs: { ...one.kwargs, result_format: 'BOOLEAN_ONLY' } })),
    );
    assert.deepEqual(warm.meta.plumbline.evidence?.from.scan, 0);
    assert.equal(warm.meta.plumbline.evidence?.files_read, 0);
    assert.deepEqual((await judge(ADDING)).results, cold.results);
    assert.deepEqual((await judge(ADDING, false)).results, cold.results);
  });

  it('reads only the file that was added, and judges all of them', async () => {
    const quiet = ADDING.map((one) => ({ ...one, kwargs: { ...one.kwargs, result_format: 'BOOLEAN_ONLY' } }));
    await judge(quiet);
    await write(3, 77);
    const after = await judge(quiet);
    const { files, files_read, rows_read } = after.meta.plumbline.evidence ?? {};
    assert.deepEqual({ files, files_read, rows_read }, { files: 4, files_read: 1, rows_read: 77 });
    assert.equal(after.meta.plumbline.rows, 1577);
    assert.deepEqual((await judge(ADDING)).results, (await judge(ADDING, false)).results);
  });

  it('notices a file that has changed, and one whose time was put back', async () => {
    const expectation = of('column_max_to_be_between', { column: 'n', max_value: 10_000 });
    assert.equal((await judge([expectation])).results[0]?.result.observed_value, 2499);
    const path = await write(2, 600);
    assert.equal((await judge([expectation])).results[0]?.result.observed_value, 2599);
    utimesSync(path, new Date(0), new Date(0));
    await judge([expectation]);
    await write(2, 601);
    utimesSync(path, new Date(0), new Date(0));
    assert.equal((await judge([expectation])).results[0]?.result.observed_value, 2600);
  });

  it('is not believed where it is damaged, and not missed where it is gone', async () => {
    const cold = await judge(ADDING);
    const [first, second] = readdirSync(kept);
    writeFileSync(join(kept, first!), 'no evidence');
    const text = '{"writer":"test","checks":[]}';
    writeFileSync(join(kept, second!), `0000\n${text}`);
    const again = await judge(ADDING);
    assert.deepEqual(again.results, cold.results);
    rmSync(kept, { recursive: true });
    assert.deepEqual((await judge(ADDING)).results, cold.results);
  });

  it('of another writer is as good as none', async () => {
    await judge(ADDING);
    const suite = { name: 'evidence', expectations: [...ADDING] };
    const other = openEvidence(kept, 'another version');
    const { meta } = await validateSuite({ suite, source: { path: folder }, engine: on.engine, kept: other });
    assert.equal(meta.plumbline.evidence?.files_read, 3);
  });

  it('looks for rows that fail only in the files that have some, and finds the same ones', async () => {
    const clean = ', false AS late, NULL AS gate';
    for (const part of [0, 1]) await write(part, 500, clean);
    await write(2, 500, `, range > 490 AS late, CASE WHEN range > 495 THEN NULL ELSE 'A' END AS gate`);
    const failing: readonly Expectation[] = [
      of('column_values_to_be_between', { column: 'n', max_value: 2489 }),
      of('column_values_to_be_in_set', { column: 'late', value_set: [false] }),
      of('column_values_to_be_null', { column: 'gate' }),
      of('column_values_to_not_be_in_set', { column: 'gate', value_set: ['A'] }),
      of('column_values_to_be_between', { column: 'n', max_value: 2489, row_condition: "origin = 'JFK'" }),
      of('column_pair_values_to_be_equal', { column_A: 'late', column_B: 'late' }),
      of('column_value_lengths_to_be_between', { column: 'email', min_value: 6, result_format: 'COMPLETE' }),
    ];
    const cold = await judge(failing);
    assert.deepEqual(
      cold.results.map(({ result }) => result.unexpected_count),
      [10, 9, 496, 496, 4, 0, 60],
    );
    assert.deepEqual(cold.results, (await judge(failing, false)).results);
    const warm = await judge(failing.slice(0, -1));
    assert.deepEqual(warm.results, cold.results.slice(0, -1));
    assert.equal(warm.meta.plumbline.evidence?.files_read, 1);
  });

  it('has no deviation of infinite numbers, however they lie in files', async () => {
    const deviation = of('column_stdev_to_be_between', { column: 'high', min_value: 0 });
    for (const part of [0, 1]) await write(part, 500, ', 1.5 AS high');
    await write(2, 1, ", 'inf'::DOUBLE AS high");
    const [several] = (await judge([deviation])).results;
    await write(0, 500, ", CASE WHEN range = 7 THEN 'inf'::DOUBLE ELSE 1.5 END AS high");
    const [mixed] = (await judge([deviation], false)).results;
    assert.deepEqual(
      [several, mixed].map((one) => [one?.success, one?.exception_info.raised_exception]),
      [
        [false, true],
        [false, true],
      ],
    );
  });

  it('says that what does not add up reads all files', async () => {
    const cold = await judge(WHOLE);
    const warm = await judge(WHOLE);
    assert.equal(warm.meta.plumbline.evidence?.files_read, 3);
    assert.ok((warm.meta.plumbline.evidence?.from.passes ?? 0) > 0);
    assert.deepEqual(warm.results, cold.results);
    assert.deepEqual((await judge(WHOLE, false)).results, cold.results);
  });

  it('is gathered anew for a column that is read otherwise, once a file has brought another type', async () => {
    const expectation = of('column_values_to_be_between', { column: 'gate', min_value: 0, max_value: 2 });
    await write(0, 10, ', 1::INTEGER AS gate');
    assert.equal((await judge([expectation])).results[0]?.result.unexpected_count, 0);
    await write(3, 10, ', 2.5::DOUBLE AS gate');
    const { result } = (await judge([expectation])).results[0]!;
    assert.equal(result.unexpected_count, 10);
    assert.equal(result.missing_count, 1000);
  });

  it('that cannot be written costs time only', async () => {
    writeFileSync(kept, 'a file where the folder should be');
    assert.deepEqual((await judge(ADDING)).results, (await judge(ADDING, false)).results);
  });

  it('goes away once nobody has asked for it in a long time', async () => {
    await judge(ADDING);
    const before = readdirSync(kept);
    const old = new Date(Date.now() - 91 * 86_400_000);
    for (const name of before) utimesSync(join(kept, name), old, old);
    await write(3);
    await judge(ADDING);
    const after = readdirSync(kept);
    assert.deepEqual([before.length, after.length, before.includes(after[0]!)], [3, 1, false]);
  });

  it('draws the pictures of columns, too, which are those of all files read at once', async () => {
    const pictures = async (isKept: boolean): Promise<unknown> => {
      const result = await judge(ADDING, false);
      const evidence = isKept ? { kept: openEvidence(kept, 'test') } : {};
      const columns = await histogramsOf(on.engine, await on.engine.open({ path: folder }), result, evidence);
      await evidence.kept?.save();
      return columns;
    };
    const wanted = await pictures(false);
    assert.deepEqual(await pictures(true), wanted);
    assert.deepEqual(await pictures(true), wanted);
    await write(3, 900);
    assert.deepEqual(await pictures(true), await pictures(false));
    assert.notDeepEqual(await pictures(true), wanted);
  });
});
