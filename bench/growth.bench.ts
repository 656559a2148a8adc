import { mkdtempSync, realpathSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Expectation } from '../core/definitions/expectation-suite.ts';
import { startDuckDb } from '../core/engine/duckdb.ts';
import { type Bench, median, type Row } from './bench.ts';
import { type Cost, costOf } from './cost.ts';
import { manyExpectations } from './many-expectations.ts';
import { COLUMNS, writeMixedData } from './mixed-data.ts';
import { CHEAP, COSTLY } from './mixed-suite.ts';
import { plumbline, processCost } from './peers/processes.ts';
import { writeSuite } from './peers/suite-file.ts';
import { rawScan } from './raw-scan.ts';
import { validated } from './validated.ts';

const FEW = Number(process.env.PLUMBLINE_BENCH_ROWS ?? 1_000_000);
const SIZES = [FEW, 10 * FEW];
/** Some GB of disk and several minutes, so it has to be asked for. */
const LARGE = 100 * FEW;
const LONG = process.env.PLUMBLINE_BENCH_LONG !== undefined;
const EXPECTATIONS = [1, 10, 50, 200, 500];
const ROUNDS = 3;
/** What reading may take of memory, however many rows there are: in MB. */
const MEMORY = 2000;

type Progress = (message: string) => void;

/** How the cost of validating grows with rows and with expectations; each beside a scan of the same columns. */
export const bench: Bench = {
  name: 'Growth with rows, and with expectations',
  async run(progress) {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-bench-')));
    try {
      const path = join(folder, 'data.parquet');
      await written(path, FEW, progress);
      const expectations = await withExpectations(path, folder, progress);
      const rows = await withRows(path, FEW, folder, progress);
      for (const count of SIZES.slice(1)) {
        await written(path, count, progress);
        rows.push(...(await withRows(path, count, folder, progress)));
      }
      if (fits(folder, statSync(path).size * (LARGE / (10 * FEW)), progress)) {
        await written(path, LARGE, progress);
        rows.push(...(await withRows(path, LARGE, folder, progress)));
      }
      return [...rows, ...expectations];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function written(path: string, count: number, progress: Progress): Promise<void> {
  progress(`writing ${words(count)} rows`);
  await writeMixedData(path, count);
}

/** Whether the largest size is wanted, and has room: its file, and as much again for what does not fit into memory. */
function fits(folder: string, bytes: number, progress: Progress): boolean {
  const { bavail, bsize } = statfsSync(folder);
  const inGb = (amount: number) => `${(amount / 1e9).toFixed(1)} GB`;
  const enough = bavail * bsize > 2 * bytes;
  if (!LONG) progress(`${words(LARGE)} rows are left out: PLUMBLINE_BENCH_LONG=1 measures them, in some minutes more`);
  else if (!enough)
    progress(`${words(LARGE)} rows are left out: they need ${inGb(2 * bytes)}, and ${inGb(bavail * bsize)} are free`);
  return LONG && enough;
}

async function withRows(path: string, count: number, folder: string, progress: Progress): Promise<Row[]> {
  const all = [...CHEAP, ...COSTLY];
  const { scan, costs } = await measured(path, folder, [CHEAP, all], progress);
  progress('memory');
  const suite = writeSuite(folder, 'suite', all);
  const command = [...plumbline(suite.path, path, 'BOOLEAN_ONLY'), '--memory', `${MEMORY}MB`];
  const { peak } = await processCost(command);
  const rows = [CHEAP, all].flatMap((suite, index) => {
    const what = index === 0 ? `${words(count)} rows, ${suite.length} cheap` : `with ${COSTLY.length} costly ones`;
    const cost = costs[index] as Cost;
    return [over(`${what}: processor time`, cost.cpu, scan.cpu), over('wall time', cost.wall, scan.wall)];
  });
  const bound = { what: `--memory ${MEMORY}MB`, measured: MEMORY };
  return [...rows, { what: 'peak memory of the process', measured: peak, unit: 'MB', over: bound, aim: 1.1 }];
}

async function withExpectations(path: string, folder: string, progress: Progress): Promise<readonly Row[]> {
  const { scan, costs } = await measured(path, folder, EXPECTATIONS.map(manyExpectations), progress);
  const cpu = costs.map((cost) => cost.cpu);
  /** What each costs beyond those of the size before, in milliseconds. */
  const further = (index: number): number =>
    ((cpu[index] ?? 0) - (cpu[index - 1] ?? 0)) / ((EXPECTATIONS[index] ?? 0) - (EXPECTATIONS[index - 1] ?? 0));
  // The first ten read further columns. From there on only expectations are added, and each should cost the same.
  const first = { what: `each from ${EXPECTATIONS[1]} to ${EXPECTATIONS[2]}`, measured: further(2) };
  return EXPECTATIONS.flatMap((count, index) => [
    over(
      `${words(FEW)} rows, ${count === 1 ? '1 expectation' : `${count} different ones`}: processor time`,
      cpu[index] ?? 0,
      scan.cpu,
    ),
    ...(index < 3 ? [] : [each(`each from ${EXPECTATIONS[index - 1]} to ${count}`, further(index), first)]),
  ]);
}

function over(what: string, measured: number, scan: number): Row {
  return { what, measured, unit: 'ms', over: { what: 'the raw scan', measured: scan } };
}

function each(what: string, measured: number, first: { readonly what: string; readonly measured: number }): Row {
  return { what, measured, unit: 'ms', over: first, aim: 1.5 };
}

/** The scan and each suite, in rounds that take turns: medians. */
async function measured(
  path: string,
  folder: string,
  suites: readonly (readonly Expectation[])[],
  progress: Progress,
): Promise<{ readonly scan: Cost; readonly costs: readonly Cost[] }> {
  const engine = await startDuckDb({ folders: [folder] });
  const scans: Cost[] = [];
  const costs: Cost[][] = suites.map(() => []);
  const scan = rawScan(path, Object.keys(COLUMNS), engine);
  for (let round = 1; round <= ROUNDS; round++) {
    progress(`round ${round} of ${ROUNDS}`);
    scans.push(await costOf(() => engine.query(scan)));
    for (const [index, suite] of suites.entries()) {
      costs[index]?.push(await costOf(() => validated(suite, path, engine)));
    }
  }
  await engine.dispose();
  return { scan: typical(scans), costs: costs.map(typical) };
}

function typical(costs: readonly Cost[]): Cost {
  return { cpu: median(costs.map(({ cpu }) => cpu)), wall: median(costs.map(({ wall }) => wall)) };
}

function words(count: number): string {
  return count.toLocaleString('en-US');
}
