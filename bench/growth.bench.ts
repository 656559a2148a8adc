import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Expectation } from '../core/definitions/expectation-suite.ts';
import { startDuckDb } from '../core/engine/duckdb.ts';
import { type Bench, median, type Row } from './bench.ts';
import { type Cost, costOf } from './cost.ts';
import { COLUMNS, writeMixedData } from './mixed-data.ts';
import { CHEAP, COSTLY } from './mixed-suite.ts';
import { plumbline, processCost } from './peers/processes.ts';
import { rawScan } from './raw-scan.ts';
import { validated } from './validated.ts';

/** The last of them takes 4 GB of disk and some minutes, so it has to be asked for: PLUMBLINE_BENCH_LONG=1. */
const ROWS = [1_000_000, 10_000_000, ...(process.env.PLUMBLINE_BENCH_LONG ? [100_000_000] : [])];
const EXPECTATIONS = [1, 10, 50, 200, 500];
const ROUNDS = 3;
/** What the process may take for reading, whatever the size of the data. */
const MEMORY = '1GB';

/** How the cost of validating grows with rows and with expectations; each beside a scan of the same columns. */
export const bench: Bench = {
  name: 'Growth with rows, and with expectations',
  async run(progress) {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-bench-')));
    try {
      const rows: Row[] = [];
      for (const count of ROWS) {
        progress(`${words(count)} rows`);
        rows.push(...(await withRows(count, folder)));
      }
      progress('expectations');
      return [...rows, ...(await withExpectations(folder))];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const words = (count: number): string => count.toLocaleString('en-US');

async function withRows(count: number, folder: string): Promise<readonly Row[]> {
  const path = join(folder, 'data.parquet');
  await writeMixedData(path, count);
  const all = [...CHEAP, ...COSTLY];
  const { scan, costs } = await measured(path, folder, [CHEAP, all]);
  const suite = join(folder, 'suite.json');
  writeFileSync(suite, JSON.stringify({ name: 'bench', expectations: all, meta: {} }));
  const whole = await processCost([...plumbline(suite, path), '--memory', MEMORY]);
  const over = { what: 'the raw scan', measured: scan };
  return [
    { what: `${words(count)} rows, ${CHEAP.length} cheap: processor time`, measured: costs[0] ?? 0, unit: 'ms', over },
    { what: `with ${COSTLY.length} costly ones`, measured: costs[1] ?? 0, unit: 'ms', over },
    { what: `peak memory of the process, --memory ${MEMORY}`, measured: whole.peak, unit: 'MB' },
  ];
}

async function withExpectations(folder: string): Promise<readonly Row[]> {
  const path = join(folder, 'data.parquet');
  await writeMixedData(path, 1_000_000);
  const { scan, costs } = await measured(path, folder, EXPECTATIONS.map(manyExpectations));
  return EXPECTATIONS.map((count, index) => ({
    what: `1,000,000 rows, ${count} ${count === 1 ? 'expectation' : 'different expectations'}: processor time`,
    measured: costs[index] ?? 0,
    unit: 'ms',
    over: { what: 'the raw scan', measured: scan },
  }));
}

/** Processor time of the scan and of each suite, in rounds that take turns. */
async function measured(path: string, folder: string, suites: readonly (readonly Expectation[])[]) {
  const engine = await startDuckDb({ folders: [folder] });
  const scans: Cost[] = [];
  const costs: Cost[][] = suites.map(() => []);
  const scan = rawScan(path, Object.keys(COLUMNS), engine);
  for (let round = 0; round < ROUNDS; round++) {
    scans.push(await costOf(() => engine.query(scan)));
    for (const [index, suite] of suites.entries()) {
      costs[index]?.push(await costOf(() => validated(suite, path, engine)));
    }
  }
  await engine.dispose();
  const typical = (some: readonly Cost[]): number => median(some.map(({ cpu }) => cpu));
  return { scan: typical(scans), costs: costs.map(typical) };
}

/** Each with bounds of its own, within those of the data, so that rows have to be counted; a quarter are means. */
function manyExpectations(count: number): readonly Expectation[] {
  const numbers = ['amount', 'score', 'price', 'stops', 'fare'];
  return Array.from({ length: count }, (_, index) => {
    const column = numbers[index % numbers.length] ?? 'amount';
    if (index % 4 === 3) {
      return { type: 'expect_column_mean_to_be_between', kwargs: { column, min_value: 0, max_value: 1000 + index } };
    }
    const bounds = { min_value: 1 + index / 1000, max_value: 2000 + index };
    return { type: 'expect_column_values_to_be_between', kwargs: { column, ...bounds, mostly: 0.5 } };
  });
}
