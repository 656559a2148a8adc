import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { profileSource } from '../../core/expectations/profile.ts';
import { validateSuite } from '../../core/expectations/validate.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';

const FLIGHTS = path.resolve(import.meta.dirname, '../../examples/flights/data/raw/flights.csv');
const skip = existsSync(FLIGHTS) ? false : 'the data of examples/flights is not there: npm start fetches it';

// A suite must hold on the next batch, or nobody keeps it: real months of flights, one after the other.
describe('a suite drawn from one month of flights', { skip }, () => {
  let on: TestEngine;
  before(async () => {
    on = await startTestEngine();
  });
  after(() => on.dispose());

  const months = new Map<number, Promise<string>>();
  function month(number: number): Promise<string> {
    const select = `SELECT * FROM read_csv('${FLIGHTS}', nullstr = 'NA') WHERE month = ${number}`;
    const file = months.get(number) ?? on.parquet(`${number}.parquet`, select);
    months.set(number, file);
    return file;
  }

  async function alarms(profiled: number, next: number) {
    const { suite, drawn } = await profileSource({
      engine: on.engine,
      source: { path: await month(profiled) },
      name: 'flights',
    });
    const result = await validateSuite({ suite, source: { path: await month(next) }, engine: on.engine });
    const failed = result.results
      .filter(({ success }) => !success)
      .map(({ expectation_config: { type, kwargs } }) => `${type} ${kwargs.column ?? kwargs.column_list ?? ''}`);
    assert.ok(failed.length <= suite.expectations.length * 0.05, failed.join('\n'));
    return { failed, suite, drawn };
  }

  // February had the storm of the 8th and 9th: 5 % of its flights were cancelled, 2 % of January's. The worst part of
  // January, its last days, missed 14 %: so much is expected of any month. Nothing else alarms, either.
  test('holds for February, storm and all', async () => {
    const { failed, suite } = await alarms(1, 2);
    assert.deepEqual(failed, []);
    assert.ok(suite.expectations.length > 60, `${suite.expectations.length} proposals`);
  });

  // Two of 66, and both tell something new: flight WN 2269 flew twice on each Saturday of June, which no flight had done
  // before; and OO (SkyWest), which had not flown in May, flew twice.
  test('alarms in June where June is another month than May', async () => {
    const { failed } = await alarms(5, 6);
    assert.deepEqual(failed, [
      'expect_compound_columns_to_be_unique day,carrier,flight',
      'expect_column_values_to_be_in_set carrier',
    ]);
  });

  test('knows what January is about', async () => {
    const { drawn } = await alarms(1, 2);
    assert.deepEqual(drawn.keys[0]?.columns, ['day', 'carrier', 'flight']);
    assert.deepEqual(
      drawn.dependencies.map(({ column, decides }) => [column, ...decides]),
      [
        ['time_hour', 'day', 'hour'],
        ['sched_dep_time', 'hour', 'minute'],
      ],
    );
    const types = Object.fromEntries(drawn.proposals.map(({ column, semantic_type }) => [column ?? '', semantic_type]));
    assert.deepEqual(
      [types.month, types.dep_time, types.carrier, types.dest, types.tailnum, types.air_time, types.time_hour],
      ['date part', 'clock time', 'category', 'code', 'code', 'measure', 'time'],
    );
    assert.deepEqual(
      drawn.proposals.filter(({ pii }) => pii !== undefined),
      [],
    );
    for (const { reason, confidence } of drawn.proposals) assert.ok(reason !== '' && confidence > 0 && confidence <= 1);
  });
});
