import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Expectation } from '../core/definitions/expectation-suite.ts';
import { startDuckDb } from '../core/engine/duckdb.ts';
import { type Bench, median, type Row } from './bench.ts';
import { type Cost, costOf } from './cost.ts';
import { writeMixedData } from './mixed-data.ts';
import { CHEAP, COSTLY } from './mixed-suite.ts';
import { greatExpectations, installGreatExpectations, roundsInside } from './peers/great-expectations.ts';
import { plumbline, processCost } from './peers/processes.ts';
import { validated } from './validated.ts';

const ROWS = Number(process.env.PLUMBLINE_BENCH_ROWS ?? 1_000_000);
/** For memory, which pandas needs with the rows. */
const MANY = ROWS * 10;
const TINY = 100;
const ROUNDS = 3;

// Great Expectations has no LIKE on pandas.
const cheap = CHEAP.filter(({ type }) => type !== 'expect_column_values_to_match_like_pattern');
const SUITES = { cheap, mixed: [...cheap, ...COSTLY], tiny: tinySuite() } as const;

/** What holds of a hundred rows, too. */
function tinySuite(): readonly Expectation[] {
  return [
    { type: 'expect_table_row_count_to_equal', kwargs: { value: TINY } },
    { type: 'expect_column_values_to_not_be_null', kwargs: { column: 'id' } },
    { type: 'expect_column_values_to_be_unique', kwargs: { column: 'id' } },
    { type: 'expect_column_values_to_be_between', kwargs: { column: 'amount', min_value: 0, max_value: 1000 } },
    { type: 'expect_column_values_to_match_regex', kwargs: { column: 'origin', regex: '^[A-Z]{3}$' } },
  ];
}

/** Whole suites in Great Expectations on pandas, and in Plumbline: the same expectations, which all hold in both. */
export const bench: Bench = {
  name: `Great Expectations on pandas, ${ROWS.toLocaleString('en-US')} rows; memory with ${MANY.toLocaleString('en-US')}`,
  async run(progress) {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-bench-')));
    try {
      progress('setting up Great Expectations');
      await installGreatExpectations();
      progress('writing the data');
      const [some, many, tiny] = ['some', 'many', 'tiny'].map((name) => join(folder, `${name}.parquet`));
      await writeMixedData(some ?? '', ROWS);
      await writeMixedData(many ?? '', MANY);
      await writeMixedData(tiny ?? '', TINY);
      const suites = new Map(Object.entries(SUITES).map(([name, suite]) => [name, written(folder, name, suite)]));
      const suite = (name: keyof typeof SUITES): string => suites.get(name) ?? '';
      progress('the cheap expectations');
      const rows = await inside(`${cheap.length} cheap expectations`, 'cheap', suite('cheap'), some ?? '', folder, 20);
      progress('with the costly ones');
      const mixed = `with ${COSTLY.length} costly ones`;
      rows.push(...(await inside(mixed, 'mixed', suite('mixed'), some ?? '', folder, 15)));
      progress('a tiny suite, from process start');
      rows.push(await fromStart(suite('tiny'), tiny ?? ''));
      progress('memory');
      return [...rows, ...(await memory(suite('mixed'), many ?? ''))];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function written(folder: string, name: string, expectations: readonly Expectation[]): string {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify({ name, expectations, meta: {} }));
  return path;
}

const ratio = (times: number): number => 1 / times;
const over = (measured: number) => ({ what: 'Great Expectations', measured });

/** Reading and validating, without the start of the process. */
async function inside(
  what: string,
  name: keyof typeof SUITES,
  suite: string,
  data: string,
  folder: string,
  times: number,
): Promise<Row[]> {
  const before = await ours(SUITES[name], data, folder);
  const theirs = await roundsInside(suite, data, ROUNDS);
  const own = [...before, ...(await ours(SUITES[name], data, folder))];
  const typical = (costs: readonly Cost[], figure: keyof Cost) => median(costs.map((cost) => cost[figure]));
  return [
    {
      what: `${what}: wall time`,
      measured: typical(own, 'wall'),
      unit: 'ms',
      over: over(typical(theirs, 'wall')),
      aim: ratio(times),
    },
    { what: 'processor time', measured: typical(own, 'cpu'), unit: 'ms', over: over(typical(theirs, 'cpu')) },
  ];
}

async function ours(expectations: readonly Expectation[], path: string, folder: string): Promise<readonly Cost[]> {
  const engine = await startDuckDb({ folders: [folder] });
  const costs: Cost[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    costs.push(await costOf(() => validated(expectations, path, engine)));
  }
  await engine.dispose();
  return costs;
}

async function fromStart(suite: string, data: string): Promise<Row> {
  const own: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    own.push((await processCost(plumbline(suite, data))).wall);
    theirs.push((await processCost(greatExpectations(suite, data))).wall);
  }
  return {
    what: `${TINY} rows, from process start to verdict: wall time`,
    measured: median(own),
    unit: 'ms',
    over: over(median(theirs)),
    aim: ratio(12),
  };
}

/** Processes as a whole; once each, for memory hardly differs from run to run. */
async function memory(suite: string, data: string): Promise<readonly Row[]> {
  const own = await processCost(plumbline(suite, data));
  const theirs = await processCost(greatExpectations(suite, data));
  const what = `${MANY.toLocaleString('en-US')} rows, costly ones too`;
  return [
    { what: `${what}: peak memory`, measured: own.peak, unit: 'MB', over: over(theirs.peak), aim: ratio(3) },
    { what: 'wall time of the process', measured: own.wall, unit: 'ms', over: over(theirs.wall) },
  ];
}
