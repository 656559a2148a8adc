import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDuckDb } from '../core/engine/duckdb.ts';
import { type Bench, median, type Row } from './bench.ts';
import { type Cost, costOf } from './cost.ts';
import { COLUMNS, writeMixedData } from './mixed-data.ts';
import { CHEAP, COSTLY } from './mixed-suite.ts';
import { rawScan } from './raw-scan.ts';
import { validated } from './validated.ts';

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
  const scan = rawScan(path, Object.keys(COLUMNS), engine);
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
