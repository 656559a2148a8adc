import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Expectation } from '../../core/definitions/expectation-suite.ts';
import type { QueryEngine } from '../../core/engine/query-engine.ts';
import type { ExpectationResult, SuiteResult } from '../../core/expectations/result.ts';
import { runResult } from '../../core/expectations/result.ts';
import { type Validation, validateSuite } from '../../core/expectations/validate.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';

describe('validation', () => {
  let on: TestEngine;
  let flights: string;
  before(async () => {
    on = await startTestEngine();
    flights = await on.parquet(
      'flights.parquet',
      `SELECT range::BIGINT AS id, CASE WHEN range % 10 = 0 THEN NULL ELSE range % 7 END AS delay,
        ['EWR', 'JFK', 'LGA'][1 + range % 3] AS origin, range / 4.0 AS "Größe ""x"""
       FROM range(1000)`,
    );
  });
  after(() => on.dispose());

  const validate = (expectations: readonly Expectation[], more: Partial<Validation> = {}): Promise<SuiteResult> =>
    validateSuite({
      suite: { name: 'flights', expectations: [...expectations] },
      source: { path: flights, label: 'flights.parquet' },
      engine: on.engine,
      ...more,
    });
  const judge = async (expectation: Expectation, more: Partial<Validation> = {}): Promise<ExpectationResult> => {
    const { results } = await validate([expectation], more);
    return results[0]!;
  };
  const notNull = (column: string, mostly?: number): Expectation => ({
    type: 'expect_column_values_to_not_be_null',
    kwargs: { column, ...(mostly === undefined ? {} : { mostly }) },
  });
  const errorOf = (result: ExpectationResult): string => {
    assert.equal(result.success, false);
    assert.equal(result.meta.plumbline.outcome, 'error');
    assert.equal(result.exception_info.raised_exception, true);
    return result.exception_info.exception_message ?? '';
  };

  test('results stand in the order of the suite, with what they were asked', async () => {
    const result = await validate([notNull('delay'), notNull('id')]);
    assert.deepEqual(
      result.results.map(({ success, expectation_config: { kwargs } }) => [kwargs.column, success]),
      [
        ['delay', false],
        ['id', true],
      ],
    );
    assert.deepEqual(result.statistics, {
      evaluated_expectations: 2,
      successful_expectations: 1,
      unsuccessful_expectations: 1,
      success_percent: 50,
    });
    const { data, rows } = result.meta.plumbline;
    assert.deepEqual([result.suite_name, data, rows], ['flights', 'flights.parquet', 1000]);
  });

  test('a failing expectation shows what it found, and where', async () => {
    const { result } = await judge(notNull('delay'));
    assert.equal(result.unexpected_count, 100);
    assert.deepEqual(result.partial_unexpected_index_list?.slice(0, 3), [0, 10, 20]);
    assert.equal(result.partial_unexpected_list?.length, 20);
    assert.equal(result.unexpected_list, undefined, 'COMPLETE was not asked for');
  });

  test('a list has another type than what is in it', async () => {
    const source = { path: await on.parquet('lists.parquet', 'SELECT [range] AS l FROM range(3)') };
    const outcome = async (type_: string): Promise<string> => {
      const expectation = { type: 'expect_column_values_to_be_of_type', kwargs: { column: 'l', type_ } };
      return (await judge(expectation, { source })).meta.plumbline.outcome;
    };
    assert.deepEqual(
      [await outcome('bigint'), await outcome('BIGINT[]'), await outcome('list')],
      ['failed', 'passed', 'passed'],
    );
  });

  test('whole numbers add up to more than their type holds', async () => {
    const source = { path: await on.parquet('large.parquet', 'SELECT 2147483647::INTEGER AS a, 1::INTEGER AS b') };
    const kwargs = { column_list: ['a', 'b'], sum_total: 2147483648 };
    assert.equal((await judge({ type: 'expect_multicolumn_sum_to_equal', kwargs }, { source })).success, true);
  });

  test('below the softer threshold an expectation that holds is a warning', async () => {
    const outcome = async (mostly: number): Promise<string> =>
      (await judge({ ...notNull('delay', 0.5), warn: { mostly } })).meta.plumbline.outcome;
    assert.equal(await outcome(0.95), 'warning');
    assert.equal(await outcome(0.9), 'passed');
    assert.equal((await judge({ ...notNull('delay', 0.95), warn: { mostly: 1 } })).meta.plumbline.outcome, 'failed');
  });

  test('an unknown column is an error of that expectation alone', async () => {
    const result = await validate([notNull('dely'), notNull('id')]);
    assert.match(
      errorOf(result.results[0]!),
      /no column "dely"[\s\S]*columns are id, delay, origin[\s\S]*did you mean "delay"/,
    );
    assert.equal(result.results[1]?.success, true);
    assert.equal(result.success, false);
  });

  test('an unknown type never passes', async () => {
    const error = errorOf(await judge({ type: 'expect_column_values_to_be_nul', kwargs: { column: 'id' } }));
    assert.match(error, /there is no expectation type .* did you mean "expect_column_values_to_be_null"/);
  });

  test('a query that fails takes no other expectation with it', async () => {
    const badRegex = { type: 'expect_column_values_to_match_regex', kwargs: { column: 'origin', regex: '\\p{Nope}' } };
    const { results } = await validate([notNull('origin'), badRegex, notNull('id')]);
    assert.deepEqual(
      results.map(({ meta }) => meta.plumbline.outcome),
      ['passed', 'error', 'passed'],
    );
  });

  test('parameters come from the run, then from the suite', async () => {
    const suite = {
      name: 'p',
      parameters: { low: 1, high: 6 },
      expectations: [
        {
          type: 'expect_column_max_to_be_between',
          kwargs: { column: 'delay', min_value: { $PARAMETER: 'low * 2' }, max_value: { $PARAMETER: 'high' } },
        },
      ],
    };
    const { results } = await validate([], { suite });
    assert.equal(results[0]?.success, true);
    assert.deepEqual(results[0]?.expectation_config.kwargs, { column: 'delay', min_value: 2, max_value: 6 });
    assert.equal((await validate([], { suite, parameters: { high: 5 } })).success, false);
  });

  test('a missing parameter is an error, not a pass', async () => {
    const kwargs = { column: 'delay', min_value: { $PARAMETER: 'low' } };
    assert.match(
      errorOf(await judge({ type: 'expect_column_min_to_be_between', kwargs })),
      /no value is given for the \$PARAMETER low/,
    );
  });

  test('a row condition narrows the rows, and positions stay those of the data', async () => {
    const kwargs = { column: 'delay', row_condition: "origin = 'JFK' AND id >= 30" };
    const { result } = await judge({ type: 'expect_column_values_to_not_be_null', kwargs });
    assert.deepEqual(result.partial_unexpected_index_list?.slice(0, 2), [40, 70]);
    assert.equal(result.element_count, 323);
  });

  test('a parameter in a row condition is filled in', async () => {
    const condition = { column: { name: 'id' }, operator: '<', parameter: { $PARAMETER: 'n' }, type: 'comparison' };
    const kwargs = { value: 12, row_condition: condition };
    const result = await judge({ type: 'expect_table_row_count_to_equal', kwargs }, { parameters: { n: 12 } });
    assert.equal(result.success, true);
  });

  test('a row condition on an unknown column is an error', async () => {
    const kwargs = { column: 'id', row_condition: "orgin = 'JFK'" };
    const error = errorOf(await judge({ type: 'expect_column_values_to_not_be_null', kwargs }));
    assert.match(error, /row_condition: there is no column "orgin"; did you mean "origin"/);
  });

  test('names of columns may hold spaces, quotes and letters of any script', async () => {
    const kwargs = { column: 'Größe "x"', min_value: 0, max_value: 200 };
    const { success, result } = await judge({ type: 'expect_column_values_to_be_between', kwargs });
    assert.equal(success, false);
    assert.deepEqual(result.partial_unexpected_list?.slice(0, 2), [200.25, 200.5]);
  });

  test('queries find other tables by their names, and no others', async () => {
    const other = { path: await on.parquet('airports.parquet', "SELECT unnest(['EWR', 'JFK']) AS code") };
    const query = 'SELECT origin FROM {batch} WHERE origin NOT IN (SELECT code FROM airports)';
    const expectation = { type: 'unexpected_rows_expectation', kwargs: { unexpected_rows_query: query } };
    const { result } = await judge(expectation, { tables: { airports: other } });
    assert.equal(result.observed_value, 333);
    assert.match(
      errorOf(await judge({ type: expectation.type, kwargs: { unexpected_rows_query: 'SELECT * FROM nowhere' } })),
      /nowhere/,
    );
    const writes = { unexpected_rows_query: `COPY {batch} TO '${on.folder}/x.csv'` };
    assert.match(
      errorOf(await judge({ type: expectation.type, kwargs: writes })),
      /the query is refused[\s\S]*no SELECT/,
    );
  });

  test('lists of texts and single texts are judged alike, however many different ones there are', async () => {
    const many = await on.parquet('many.parquet', "SELECT 'n' || range AS s FROM range(5000)");
    const kwargs = { column: 's', regex: '^n[0-9]+$(?<!7)' };
    const expectation = { type: 'expect_column_values_to_match_regex', kwargs };
    const { result } = await judge(expectation, { source: { path: many } });
    assert.equal(result.unexpected_count, 500, 'a pattern that the engine does not know is tested all the same');
    const few = await judge({ type: expectation.type, kwargs: { column: 'origin', regex: '^[A-Z]{3}$(?<!R)' } });
    assert.equal(few.result.unexpected_count, 334);
  });

  test('an empty table holds no unexpected rows, and has no figures', async () => {
    const empty = await on.parquet('empty.parquet', 'SELECT 1::BIGINT AS n LIMIT 0');
    const { results } = await validate(
      [
        notNull('n'),
        { type: 'expect_column_mean_to_be_between', kwargs: { column: 'n', min_value: 0 } },
        { type: 'expect_column_values_to_be_unique', kwargs: { column: 'n' } },
      ],
      { source: { path: empty } },
    );
    assert.deepEqual(
      results.map(({ success }) => success),
      [true, false, true],
    );
    assert.equal(results[0]?.result.unexpected_percent, null);
  });

  test('what JSON has no number for is written as text', async () => {
    const odd = await on.parquet(
      'odd.parquet',
      "SELECT unnest(['inf'::DOUBLE, 1, 2]) AS x, unnest([9007199254740993, 1, 2]) AS n, unnest([TIMESTAMP '2013-01-01 10:00:00', NULL, NULL]) AS t",
    );
    const atMostTwo = (column: string) => ({
      type: 'expect_column_values_to_be_between',
      kwargs: { column, max_value: 2 },
    });
    const before2000 = { type: 'expect_column_max_to_be_between', kwargs: { column: 't', max_value: '2000-01-01' } };
    const { results } = await validate([atMostTwo('x'), atMostTwo('n'), before2000], { source: { path: odd } });
    const json = JSON.parse(JSON.stringify(results)) as ExpectationResult[];
    assert.deepEqual(json[0]?.result.partial_unexpected_list, ['Infinity']);
    assert.deepEqual(json[1]?.result.partial_unexpected_list, ['9007199254740993']);
    assert.equal(json[2]?.result.observed_value, '2013-01-01T10:00:00');
  });

  test('a column that was declared otherwise fails on its type, with an example', async () => {
    const path = on.file('misfit.csv', 'n\n1\nmany\n');
    const kwargs = { column: 'n', type_: 'bigint' };
    const { success, result } = await judge(
      { type: 'expect_column_values_to_be_of_type', kwargs },
      { source: { path, types: { n: 'bigint' } } },
    );
    assert.equal(success, false);
    assert.deepEqual(result.details, { declared: 'BIGINT', unreadable_count: 1, example: 'many' });
  });

  test('a cancelled validation is thrown, not reported', async () => {
    await assert.rejects(validate([notNull('id')], { signal: AbortSignal.abort() }), { kind: 'cancelled' });
  });

  test('data that cannot be read is thrown, not reported', async () => {
    await assert.rejects(validate([notNull('id')], { source: { path: `${flights}.nope`, format: 'parquet' } }), {
      message: 'there is no such file',
    });
  });

  test('progress goes forward', async () => {
    const fractions: number[] = [];
    await validate([notNull('id'), notNull('delay')], { onProgress: ({ fraction }) => fractions.push(fraction) });
    assert.deepEqual(
      fractions,
      [...fractions].sort((a, b) => a - b),
    );
    assert.ok(fractions.length > 1);
  });

  test('expectations share what they need: ten on one column cost as many queries as one', async () => {
    const count = async (expectations: readonly Expectation[]): Promise<number> => {
      let queries = 0;
      const counting: QueryEngine = {
        ...on.engine,
        query: (...args) => {
          queries++;
          return on.engine.query(...args);
        },
      };
      await validate(expectations, { engine: counting });
      return queries;
    };
    const between = (max: number) => ({
      type: 'expect_column_values_to_be_between',
      kwargs: { column: 'delay', max_value: max },
    });
    assert.equal(await count(Array.from({ length: 10 }, (_, index) => between(6 + index))), await count([between(6)]));
  });

  test('several suites make one result', async () => {
    const [good, bad] = [await validate([notNull('id')]), await validate([notNull('delay')])];
    const run = runResult([good, bad]);
    assert.equal(run.success, false);
    assert.deepEqual(run.statistics, {
      evaluated_validations: 2,
      successful_validations: 1,
      unsuccessful_validations: 1,
      evaluated_expectations: 2,
      successful_expectations: 1,
      unsuccessful_expectations: 1,
      success_percent: 50,
    });
    assert.deepEqual(run.validation_results, [good, bad]);
  });
});
