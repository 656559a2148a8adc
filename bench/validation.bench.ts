import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Expectation } from '../core/definitions/expectation-suite.ts';
import { startDuckDb } from '../core/engine/duckdb.ts';
import type { QueryEngine } from '../core/engine/query-engine.ts';
import { joinSql, raw, sql } from '../core/engine/sql.ts';
import { validateSuite } from '../core/expectations/validate.ts';
import { type Bench, median, type Row } from './bench.ts';
import { type Cost, costOf } from './cost.ts';
import { COLUMNS, writeMixedData } from './mixed-data.ts';
import { CHEAP, COSTLY } from './mixed-suite.ts';

/** Fewer for trying something out: the ratios of small data say less. */
const ROWS = Number(process.env.PLUMBLINE_BENCH_ROWS ?? 10_000_000);
const ROUNDS = 5;

/** What validating costs beside only reading: medians of rounds that take turns. */
export const bench: Bench = {
  name: `Validation of ${ROWS.toLocaleString('en-US')} rows by ${CHEAP.length} cheap expectations, and ${COSTLY.length} costly ones`,
  async run(progress) {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
    try {
      const path = join(folder, 'flights.parquet');
      progress('writing the data');
      await writeMixedData(path, ROWS);
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
