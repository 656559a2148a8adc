import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Expectation } from '../core/definitions/expectation-suite.ts';
import { startDuckDb } from '../core/engine/duckdb.ts';
import type { QueryEngine } from '../core/engine/query-engine.ts';
import { openEvidence } from '../core/expectations/evidence/kept-evidence.ts';
import { validateSuite } from '../core/expectations/validate.ts';
import { type Bench, median, type Row } from './bench.ts';

const FILES = 100;
/** Rows of a file: of one row group, which one processor reads alone, and of several. */
const SIZES = process.env.PLUMBLINE_BENCH_ROWS
  ? [Number(process.env.PLUMBLINE_BENCH_ROWS) / FILES]
  : [100_000, 400_000];
const ROUNDS = 3;

const column = (type: string, kwargs: Readonly<Record<string, unknown>>): Expectation => ({
  type: `expect_column_${type}`,
  kwargs,
});

/** Checks that add up, whatever they cost. */
const SUITE: readonly Expectation[] = [
  { type: 'expect_table_row_count_to_be_between', kwargs: { min_value: 1 } },
  ...['id', 'amount', 'score', 'origin', 'email', 'departed'].map((name) =>
    column('values_to_not_be_null', { column: name }),
  ),
  column('values_to_be_between', { column: 'amount', min_value: 0, max_value: 1000 }),
  column('values_to_be_between', { column: 'score', min_value: 0, max_value: 99, mostly: 0.9 }),
  column('values_to_be_in_set', { column: 'origin', value_set: ['EWR', 'JFK', 'LGA', 'SFO'] }),
  column('distinct_values_to_equal_set', { column: 'origin', value_set: ['EWR', 'JFK', 'LGA', 'SFO'] }),
  column('mean_to_be_between', { column: 'score', min_value: 45, max_value: 55 }),
  column('stdev_to_be_between', { column: 'amount', min_value: 200, max_value: 400 }),
  column('sum_to_be_between', { column: 'amount', min_value: 0 }),
  column('max_to_be_between', { column: 'departed', max_value: '2014-01-02' }),
  column('value_lengths_to_be_between', { column: 'email', min_value: 5, max_value: 40 }),
  column('values_to_match_regex', { column: 'email', regex: '^user[0-9]+@example\\.com$' }),
  column('values_to_not_match_regex', { column: 'email', regex: '\\s' }),
];

/** What a file more in a folder of a hundred costs, where the others were judged before, beside judging all again. */
export const bench: Bench = {
  name: `Validation after a file is added to ${FILES}`,
  async run(progress) {
    const rows: Row[] = [];
    for (const size of SIZES) rows.push(...(await withFiles(size, progress)));
    return rows;
  },
};

async function withFiles(size: number, progress: (message: string) => void): Promise<readonly Row[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-bench-')));
  const data = join(folder, 'data');
  const writer = await startWriter(folder, size);
  const engine = await startDuckDb({ folders: [folder] });
  try {
    progress(`files of ${words(size)} rows`);
    for (let file = 0; file < FILES; file++) await writer.write(file);
    const all: Cost[] = [];
    const warm: Cost[] = [];
    await judged(engine, data, join(folder, 'evidence'));
    for (let round = 1; round <= ROUNDS; round++) {
      progress(`round ${round} of ${ROUNDS}`);
      await writer.write(FILES + round);
      warm.push(await costOf(engine, (counted) => judged(counted, data, join(folder, 'evidence'))));
      all.push(await costOf(engine, (counted) => judged(counted, data)));
    }
    return rows(warm, all, size);
  } finally {
    await engine.dispose();
    await writer.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

const words = (count: number): string => count.toLocaleString('en-US');

function rows(warm: readonly Cost[], all: readonly Cost[], size: number): readonly Row[] {
  const row = (what: string, figure: keyof Cost, aim?: number): Row => {
    const typical = (costs: readonly Cost[]) => median(costs.map((cost) => cost[figure]));
    const over = { what: 'reading all files again', measured: typical(all) };
    return { what, measured: typical(warm), unit: 'ms', over, ...(aim === undefined ? {} : { aim }) };
  };
  return [
    row(`${words(size)} rows each: processor time while the engine works`, 'engine', 0.02),
    row('processor time in all', 'cpu'),
    row('wall time', 'wall'),
  ];
}

async function judged(engine: QueryEngine, path: string, kept?: string): Promise<void> {
  const suite = { name: 'append', expectations: [...SUITE] };
  const evidence = kept === undefined ? {} : { kept: openEvidence(kept, 'bench') };
  const { results } = await validateSuite({
    suite,
    source: { path },
    engine,
    resultFormat: 'BOOLEAN_ONLY',
    ...evidence,
  });
  const failed = results.find(({ success }) => !success);
  if (failed !== undefined) throw new Error(`the suite must pass: ${JSON.stringify(failed)}`);
}

/** In milliseconds. */
interface Cost {
  readonly engine: number;
  readonly cpu: number;
  readonly wall: number;
}

/** All of the processor's time, and that part of it in which a query was under way or data was being opened. */
async function costOf(engine: QueryEngine, work: (engine: QueryEngine) => Promise<void>): Promise<Cost> {
  let inEngine = 0;
  const counted = <A extends readonly unknown[], T>(call: (...args: A) => Promise<T>) => {
    return async (...args: A): Promise<T> => {
      const before = process.cpuUsage();
      try {
        return await call(...args);
      } finally {
        inEngine += spent(before);
      }
    };
  };
  const [start, before] = [performance.now(), process.cpuUsage()];
  await work({ ...engine, query: counted(engine.query), open: counted(engine.open) });
  return { engine: inEngine, cpu: spent(before), wall: performance.now() - start };
}

function spent(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function startWriter(folder: string, size: number) {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  mkdirSync(join(folder, 'data'));
  return {
    async write(file: number): Promise<void> {
      const name = join(folder, 'data', `part-${String(file).padStart(4, '0')}.parquet`);
      await connection.run(`COPY (
        SELECT ${file * size}::BIGINT + range AS id, (random() * 1000)::INTEGER AS amount, random() * 100 AS score,
          ['EWR', 'JFK', 'LGA', 'SFO'][1 + (range * 7) % 4] AS origin,
          'user' || (random() * 1000000)::INTEGER || '@example.com' AS email,
          TIMESTAMP '2013-01-01' + to_seconds((random() * 31536000)::BIGINT) AS departed
        FROM range(${size})) TO '${name}' (FORMAT parquet, COMPRESSION zstd)`);
    },
    async dispose(): Promise<void> {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
