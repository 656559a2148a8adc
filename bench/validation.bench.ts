import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Expectation } from '../core/definitions/expectation-suite.ts';
import { startDuckDb } from '../core/engine/duckdb.ts';
import { joinSql, raw, sql } from '../core/engine/sql.ts';
import { validateSuite } from '../core/expectations/validate.ts';
import { type Bench, median, type Row } from './bench.ts';

const ROWS = 10_000_000;
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

/** Twenty expectations of the usual kinds, on all columns. */
const SUITE: readonly Expectation[] = [
  column('expect_table_row_count_to_be_between', { min_value: 1000, max_value: 20_000_000 }),
  column('expect_table_columns_to_match_set', { column_set: Object.keys(COLUMNS) }),
  notNull('id'),
  notNull('amount'),
  notNull('fare', 0.98),
  notNull('departed'),
  between('amount', 0, 1000),
  between('score', 0, 100),
  between('price', 1, 150),
  between('fare', 0, 500),
  between('departed', '2013-01-01', '2014-01-02'),
  between('day', '2013-01-01', '2014-01-01'),
  between('stops', 0, 10),
  column('expect_column_values_to_be_in_set', {
    column: 'origin',
    value_set: ['EWR', 'JFK', 'LGA', 'SFO', 'LAX', 'ORD', 'ATL', 'BOS', 'DFW', 'DEN', 'SEA', 'MIA'],
  }),
  column('expect_column_values_to_be_in_set', { column: 'class', value_set: ['first', 'business', 'economy'] }),
  column('expect_column_values_to_be_in_set', { column: 'late', value_set: [true, false] }),
  column('expect_column_mean_to_be_between', { column: 'score', min_value: 45, max_value: 55 }),
  column('expect_column_max_to_be_between', { column: 'price', min_value: 100, max_value: 150 }),
  column('expect_column_stdev_to_be_between', { column: 'amount', min_value: 200, max_value: 400 }),
  column('expect_column_value_lengths_to_be_between', { column: 'email', min_value: 5, max_value: 40 }),
];

/** What validating costs beside only reading: medians of rounds that take turns. */
export const bench: Bench = {
  name: `Validation of ${ROWS.toLocaleString('en-US')} rows by ${SUITE.length} expectations`,
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
  const source = await engine.open({ path });
  const smallest = Object.keys(COLUMNS).map((name) => sql`min(${engine.dialect.identifier(name)})`);
  const scan = sql`SELECT ${joinSql(smallest, ', ')} FROM ${raw(`'${path}'`)}`;
  const suite = { name: 'bench', expectations: [...SUITE] };
  const reading: Cost[] = [];
  const validating: Cost[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    progress(`round ${round} of ${ROUNDS}`);
    reading.push(await costOf(() => engine.query(scan)));
    validating.push(
      await costOf(async () => {
        const result = await validateSuite({ suite, source, engine });
        if (!result.success) throw new Error('the suite must pass: failures would be measured, too');
      }),
    );
  }
  await engine.dispose();
  return [row('processor time', 'cpu', validating, reading), row('wall time', 'wall', validating, reading)];
}

function row(what: string, figure: keyof Cost, validating: readonly Cost[], reading: readonly Cost[]): Row {
  const typical = (costs: readonly Cost[]) => median(costs.map((cost) => cost[figure]));
  const over = { what: 'the raw scan of the same columns', measured: typical(reading) };
  return { what, measured: typical(validating), unit: 'ms', over };
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
