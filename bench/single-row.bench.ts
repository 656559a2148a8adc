import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExpectationSuite } from '../core/definitions/expectation-suite.ts';
import { startDuckDb } from '../core/engine/duckdb.ts';
import type { QueryEngine } from '../core/engine/query-engine.ts';
import { compileRowSuite } from '../core/expectations/single-row/compile-row-suite.ts';
import { isFinding } from '../core/expectations/single-row/row-verdict.ts';
import { validateSuite } from '../core/expectations/validate.ts';
import { loadProject } from '../core/project/load-project.ts';
import { type Bench, median, type Row } from './bench.ts';

const ROUNDS = 7;
const CALLS = 20_000;

/** A flight as its feature group has it. */
const FLIGHT = {
  flight_id: '2013-01-01-UA-1545-EWR',
  flight_date: '2013-01-01',
  time_hour: '2013-01-01T10:00:00Z',
  scheduled_departure: '2013-01-01T10:15:00Z',
  carrier: 'UA',
  flight: 1545,
  tailnum: 'N14228',
  origin: 'EWR',
  dest: 'IAH',
  sched_dep_time: 515,
  dep_time: 517,
  dep_delay: 2,
  sched_arr_time: 819,
  arr_time: 830,
  arr_delay: 11,
  minutes_regained: -9,
  air_time: 227,
  distance: 1400,
  origin_lat: 40.6925,
  origin_lon: -74.168667,
  dest_lat: 29.984433,
  dest_lon: -95.341442,
  distance_km: 2253.9,
  hour: 5,
  day_of_week: 2,
  tailnum_known: true,
  dest_known: true,
  has_weather: true,
  late: false,
};

type Given = Readonly<Record<string, unknown>>;

/** What a prediction request costs, beside validating a table of that one row, and beside only reading its JSON. */
export const bench: Bench = {
  name: "A single row by the example's suite of flights",
  async run(progress) {
    const { suite, columns } = await example();
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-bench-')));
    const engine = await startDuckDb({ folders: [folder] });
    try {
      return await measure(suite, columns, engine, join(folder, 'row.jsonl'), progress);
    } finally {
      await engine.dispose();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Example {
  readonly suite: ExpectationSuite;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

async function example(): Promise<Example> {
  const project = await loadProject(join(import.meta.dirname, '../examples/flights'));
  const suite = project.files.get('expectations/flights.expectations.yaml');
  const group = project.files.get('feature_groups/flights.feature-group.yaml');
  if (suite?.kind !== 'expectation-suite' || group?.kind !== 'feature-group') throw new Error('the example has moved');
  const columns = (group.definition.features ?? []).map((feature) => ({
    name: String(feature?.name),
    type: String(feature?.type),
  }));
  return { suite: suite.definition as ExpectationSuite, columns };
}

async function measure(
  suite: ExpectationSuite,
  columns: Example['columns'],
  engine: QueryEngine,
  path: string,
  progress: (message: string) => void,
): Promise<readonly Row[]> {
  const text = JSON.stringify(FLIGHT);
  writeFileSync(path, text);
  const types = Object.fromEntries(columns.map(({ name, type }) => [name, type]));
  const judge = compileRowSuite(suite, { columns });
  const late = { ...FLIGHT, carrier: 'ZZ', dep_time: -10 };
  const wrong = judge(late).filter(isFinding).length;
  if (judge(FLIGHT).some(isFinding) || wrong === 0) throw new Error('the one row must pass, and the other fail');
  const costs: Record<'compiling' | 'passing' | 'failing' | 'reading' | 'batch', number[]> = {
    compiling: [],
    passing: [],
    failing: [],
    reading: [],
    batch: [],
  };
  for (let round = 1; round <= ROUNDS; round++) {
    progress(`round ${round} of ${ROUNDS}`);
    costs.compiling.push(each(20, () => compileRowSuite(suite, { columns })(FLIGHT)));
    costs.passing.push(each(CALLS, () => judge(FLIGHT)));
    costs.failing.push(each(CALLS, () => judge(late)));
    costs.reading.push(each(CALLS, () => JSON.parse(text) as Given));
    costs.batch.push(await timed(() => validateSuite({ suite, source: { path, types }, engine })));
  }
  const batch = { what: 'the batch path on a table of this row', measured: median(costs.batch) };
  const reading = { what: "parsing the row's JSON", measured: median(costs.reading) };
  const row = (what: string, measured: readonly number[], over: typeof batch): Row => ({
    what,
    measured: median(measured),
    unit: 'ms',
    over,
  });
  return [
    row(`a row that holds, ${suite.expectations.length} expectations`, costs.passing, batch),
    row('the same', costs.passing, reading),
    row(`a row that breaks ${wrong} of them`, costs.failing, reading),
    row('compiling the suite, and the first row', costs.compiling, batch),
  ];
}

/** Milliseconds a call. */
function each(calls: number, work: () => unknown): number {
  const start = performance.now();
  for (let call = 0; call < calls; call++) work();
  return (performance.now() - start) / calls;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
