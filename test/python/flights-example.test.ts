import assert from 'node:assert/strict';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { FLIGHTS, python, withExamplePython } from './python-kit.ts';

const options = withExamplePython();

/** The faults of the real data that the suites are there to find, as the groups hold them. */
const FAULTS = [
  ['flights', 'SELECT count(*) FROM flights', 336_776],
  ['flight_id that is not unique', 'SELECT count(*) - count(DISTINCT flight_id) FROM flights', 0],
  ['late flights', 'SELECT count(*) FROM flights WHERE late', 77_630],
  ['flights without arrival delay', 'SELECT count(*) FROM flights WHERE arr_delay IS NULL', 9_430],
  ['flights without tail number', 'SELECT count(*) FROM flights WHERE tailnum IS NULL', 2_512],
  ['of those that left', 'SELECT count(*) FROM flights WHERE tailnum IS NULL AND dep_time IS NOT NULL', 0],
  ['departures at 24:00', 'SELECT count(*) FROM flights WHERE dep_time = 2400', 29],
  ['arrivals at 24:00', 'SELECT count(*) FROM flights WHERE arr_time = 2400', 150],
  ['tail numbers unknown to planes', 'SELECT count(*) FROM flights WHERE NOT tailnum_known', 50_094],
  ['flights to unknown airports', 'SELECT count(*) FROM flights WHERE NOT dest_known', 7_602],
  ['unknown airports', 'SELECT count(DISTINCT dest) FROM flights WHERE NOT dest_known', 4],
  ['flights without weather in their hour', 'SELECT count(*) FROM flights WHERE NOT has_weather', 1_556],
  ['hours of weather', 'SELECT count(*) FROM weather', 26_115],
  ['impossible wind', 'SELECT count(*) FROM weather WHERE wind_speed > 1048 AND wind_speed < 1049', 1],
  [
    'local hours that come twice',
    'SELECT count(*) FROM (SELECT origin FROM weather GROUP BY origin, local_date, local_hour HAVING count(*) = 2)',
    3,
  ],
  ['UTC hours that come twice', 'SELECT count(*) - count(DISTINCT (origin, observed_at)) FROM weather', 0],
  ['planes', 'SELECT count(*) FROM planes', 3_322],
  ['airports', 'SELECT count(*) FROM airports', 1_458],
  ['airports with the wrong sign', "SELECT count(*) FROM airports WHERE lon > 0 AND faa <> 'SYA'", 3],
] as const;

test('the data step, run again, leaves the files alone', options, async () => {
  const flights = join(FLIGHTS, 'data/raw/flights.csv');
  const before = await stat(flights);
  const { stdout } = await python(['data/get_data.py'], FLIGHTS);
  assert.match(stdout.toString(), /flights\.csv +336,776 rows {2}is there/);
  assert.equal((await stat(flights)).mtimeMs, before.mtimeMs);
});

test('the pipelines make the groups of a whole year, and its faults are in them', options, async (t) => {
  await withTemporaryFolder(async (folder) => {
    const raw = (table: string) => `data/raw/${table}.csv`;
    const made = (group: string) => join(folder, group);
    await run('weather-pipeline.py', { raw: raw('weather') }, ['weather']);
    await run('reference-pipeline.py', { raw_planes: raw('planes'), raw_airports: raw('airports') }, [
      'planes',
      'airports',
    ]);
    const groups = { weather: made('weather'), planes: made('planes'), airports: made('airports') };
    await run('feature-pipeline.py', { raw: raw('flights'), ...groups }, ['flights']);

    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    for (const group of ['flights', 'weather', 'planes', 'airports']) {
      const file = made(group).replaceAll("'", "''");
      await connection.run(`CREATE VIEW ${group} AS FROM read_parquet('${file}')`);
    }
    for (const [name, sql, count] of FAULTS) {
      await t.test(`${name}: ${count}`, async () => {
        const rows = (await connection.runAndReadAll(sql)).getRows();
        assert.equal(Number(rows[0]?.[0]), count);
      });
    }
    connection.closeSync();
    instance.closeSync();

    async function run(program: string, inputs: Readonly<Record<string, string>>, outputs: readonly string[]) {
      const description = join(folder, `${program}.json`);
      const params = { start: '2013-01-01', end: '2013-12-31' };
      const files = Object.fromEntries(outputs.map((name) => [name, made(name)]));
      await writeFile(description, JSON.stringify({ run_id: 'r1', params, inputs, outputs: files, seed: 0 }));
      const { exitCode, stderr } = await python([`pipelines/${program}`], FLIGHTS, { PLUMBLINE_RUN: description });
      assert.equal(exitCode, 0, stderr);
    }
  });
});

test("the example's own tests pass", options, async () => {
  const { exitCode, stdout } = await python(['-m', 'pytest', '-q', '-p', 'no:cacheprovider'], FLIGHTS);
  assert.equal(exitCode, 0, stdout.toString());
});
