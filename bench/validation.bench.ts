import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Expectation } from '../core/definitions/expectation-suite.ts';
import { startDuckDb } from '../core/engine/duckdb.ts';
import type { QueryEngine } from '../core/engine/query-engine.ts';
import { joinSql, raw, sql } from '../core/engine/sql.ts';
import { validateSuite } from '../core/expectations/validate.ts';
import { type Bench, median, type Row } from './bench.ts';

/** Fewer for trying something out: the ratios of small data say less. */
const ROWS = Number(process.env.PLUMBLINE_BENCH_ROWS ?? 10_000_000);
const ROUNDS = 5;

const COLUMNS: Readonly<Record<string, string>> = {
  id: 'range::BIGINT',
  amount: '(random() * 1000)::INTEGER',
  score: 'random() * 100',
  price: 'exp(random() * 5)',
  fare: 'CASE WHEN random() < 0.01 THEN NULL ELSE round(random() * 500, 2) END',
  origin: "['EWR', 'JFK', 'LGA', 'SFO', 'LAX', 'ORD', 'ATL', 'BOS', 'DFW', 'DEN', 'SEA', 'MIA'][1 + (range * 7) % 12]",
  class: "['first', 'business', 'economy'][1 + range % 3]",
  email: "'user' || (random() * 1000000)::INTEGER || '@example.com'",
  late: 'random() < 0.3',
  departed: "TIMESTAMP '2013-01-01' + to_seconds((random() * 31536000)::BIGINT)",
  day: "DATE '2013-01-01' + (random() * 364)::INTEGER",
  stops: '(random() * 10)::INTEGER',
};

const column = (type: string, kwargs: Readonly<Record<string, unknown>>): Expectation => ({ type, kwargs });
const notNull = (name: string, mostly = 1) => column('expect_column_values_to_not_be_null', { column: name, mostly });
const between = (name: string, min_value: unknown, max_value: unknown) =>
  column('expect_column_values_to_be_between', { column: name, min_value, max_value });

const mean = (name: string, min_value: number, max_value: number) =>
  column('expect_column_mean_to_be_between', { column: name, min_value, max_value });
const inSet = (name: string, value_set: readonly unknown[]) =>
  column('expect_column_values_to_be_in_set', { column: name, value_set });

const AIRPORTS = ['EWR', 'JFK', 'LGA', 'SFO', 'LAX', 'ORD', 'ATL', 'BOS', 'DFW', 'DEN', 'SEA', 'MIA'];
const CLASSES = ['first', 'business', 'economy'];

/** Fifty expectations of the usual kinds, on all columns, none of which needs more than a look at each row. */
const CHEAP: readonly Expectation[] = [
  column('expect_table_row_count_to_be_between', { min_value: 1000, max_value: 20_000_000 }),
  column('expect_table_column_count_to_equal', { value: Object.keys(COLUMNS).length }),
  column('expect_table_columns_to_match_set', { column_set: Object.keys(COLUMNS) }),
  ...Object.keys(COLUMNS).map((name) => notNull(name, name === 'fare' ? 0.98 : 1)),
  between('id', 0, 20_000_000),
  between('amount', 0, 1000),
  between('score', 0, 100),
  between('price', 1, 150),
  between('fare', 0, 500),
  between('departed', '2013-01-01', '2014-01-02'),
  between('day', '2013-01-01', '2014-01-01'),
  between('stops', 0, 10),
  inSet('origin', AIRPORTS),
  inSet('class', CLASSES),
  inSet('late', [true, false]),
  inSet('stops', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
  mean('amount', 400, 600),
  mean('score', 45, 55),
  mean('fare', 200, 300),
  mean('stops', 4, 6),
  column('expect_column_stdev_to_be_between', { column: 'amount', min_value: 200, max_value: 400 }),
  column('expect_column_stdev_to_be_between', { column: 'score', min_value: 20, max_value: 40 }),
  column('expect_column_sum_to_be_between', { column: 'amount', min_value: 1 }),
  column('expect_column_min_to_be_between', { column: 'amount', min_value: 0, max_value: 10 }),
  column('expect_column_max_to_be_between', { column: 'price', min_value: 100, max_value: 150 }),
  column('expect_column_min_to_be_between', { column: 'departed', min_value: '2013-01-01' }),
  column('expect_column_max_to_be_between', { column: 'day', max_value: '2013-12-31' }),
  column('expect_column_value_lengths_to_be_between', { column: 'email', min_value: 5, max_value: 40 }),
  column('expect_column_value_lengths_to_equal', { column: 'origin', value: 3 }),
  column('expect_column_values_to_match_regex', { column: 'origin', regex: '^[A-Z]{3}$' }),
  column('expect_column_distinct_values_to_equal_set', { column: 'class', value_set: CLASSES }),
  column('expect_column_distinct_values_to_be_in_set', { column: 'origin', value_set: AIRPORTS }),
  column('expect_column_unique_value_count_to_be_between', { column: 'origin', min_value: 12, max_value: 12 }),
  column('expect_column_most_common_value_to_be_in_set', { column: 'class', value_set: CLASSES, ties_okay: true }),
  column('expect_column_values_to_not_be_in_set', { column: 'origin', value_set: ['XXX'] }),
  column('expect_column_values_to_match_like_pattern', { column: 'origin', like_pattern: '___' }),
  column('expect_column_proportion_of_non_null_values_to_be_between', { column: 'fare', min_value: 0.98 }),
  column('expect_column_min_to_be_between', { column: 'id', min_value: 0, max_value: 0 }),
  column('expect_column_pair_values_a_to_be_greater_than_b', {
    column_A: 'amount',
    column_B: 'amount',
    or_equal: true,
  }),
];

/** Nine more that need passes of their own. */
const COSTLY: readonly Expectation[] = [
  column('expect_column_values_to_be_unique', { column: 'id' }),
  column('expect_column_values_to_be_increasing', { column: 'id', strictly: true }),
  column('expect_compound_columns_to_be_unique', { column_list: ['id', 'class'] }),
  column('expect_column_unique_value_count_to_be_between', { column: 'amount', min_value: 900, max_value: 1100 }),
  column('expect_column_values_to_match_regex', { column: 'email', regex: '^user[0-9]+@example\\.com$' }),
  column('expect_column_values_to_not_match_regex', { column: 'email', regex: '\\s' }),
  column('expect_column_median_to_be_between', { column: 'score', min_value: 45, max_value: 55 }),
  column('expect_column_median_to_be_between', { column: 'amount', min_value: 450, max_value: 550 }),
  column('expect_column_quantile_values_to_be_between', {
    column: 'fare',
    quantile_ranges: {
      quantiles: [0.05, 0.95],
      value_ranges: [
        [0, 50],
        [450, 500],
      ],
    },
  }),
];

/** What validating costs beside only reading: medians of rounds that take turns. */
export const bench: Bench = {
  name: `Validation of ${ROWS.toLocaleString('en-US')} rows by ${CHEAP.length} cheap expectations, and ${COSTLY.length} costly ones`,
  async run(progress) {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
    try {
      const path = join(folder, 'flights.parquet');
      progress('writing the data');
      await writeData(path);
      return await measure(path, folder, progress);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function measure(path: string, folder: string, progress: (message: string) => void): Promise<readonly Row[]> {
  const engine = await startDuckDb({ folders: [folder] });
  const smallest = Object.keys(COLUMNS).map((name) => sql`min(${engine.dialect.identifier(name)})`);
  const scan = sql`SELECT ${joinSql(smallest, ', ')} FROM ${raw(`'${path}'`)}`;
  const reading: Cost[] = [];
  const cheap: Cost[] = [];
  const all: Cost[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    progress(`round ${round} of ${ROUNDS}`);
    reading.push(await costOf(() => engine.query(scan)));
    cheap.push(await costOf(() => validated(CHEAP, path, engine)));
    all.push(await costOf(() => validated([...CHEAP, ...COSTLY], path, engine)));
  }
  await engine.dispose();
  return [
    row(`${CHEAP.length} cheap: processor time`, 'cpu', cheap, reading, 1.25),
    row('wall time', 'wall', cheap, reading),
    row(`with ${COSTLY.length} costly ones: processor time`, 'cpu', all, reading, 4),
    row('wall time', 'wall', all, reading),
  ];
}

/** Opened anew each time, so that nothing is known before. */
async function validated(expectations: readonly Expectation[], path: string, engine: QueryEngine): Promise<void> {
  const result = await validateSuite({
    suite: { name: 'bench', expectations: [...expectations] },
    source: { path },
    engine,
  });
  const failed = result.results.find(({ success }) => !success);
  if (failed === undefined) return;
  throw new Error(`the suite must pass, or failures are measured too: ${JSON.stringify(failed)}`);
}

function row(
  what: string,
  figure: keyof Cost,
  validating: readonly Cost[],
  reading: readonly Cost[],
  aim?: number,
): Row {
  const typical = (costs: readonly Cost[]) => median(costs.map((cost) => cost[figure]));
  const over = { what: 'the raw scan of the same columns', measured: typical(reading) };
  return { what, measured: typical(validating), unit: 'ms', over, ...(aim === undefined ? {} : { aim }) };
}

/** In milliseconds. */
interface Cost {
  readonly cpu: number;
  readonly wall: number;
}

async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1000, wall: performance.now() - start };
}

async function writeData(path: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const columns = Object.entries(COLUMNS).map(([name, value]) => `${value} AS ${name}`);
  await connection.run(
    `COPY (SELECT ${columns.join(', ')} FROM range(${ROWS})) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`,
  );
  connection.closeSync();
  instance.closeSync();
}
