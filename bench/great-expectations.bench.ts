import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Expectation } from '../core/definitions/expectation-suite.ts';
import { type Bench, median, type Row } from './bench.ts';
import { writeMixedData } from './mixed-data.ts';
import { CHEAP, COSTLY } from './mixed-suite.ts';
import { installGreatExpectations } from './peers/great-expectations.ts';
import type { ResultFormat } from './peers/processes.ts';
import { fromStart, inside, type Pair } from './peers/side-by-side.ts';
import { type SuiteFile, writeSuite } from './peers/suite-file.ts';

const ROWS = Number(process.env.PLUMBLINE_BENCH_ROWS ?? 1_000_000);
/** For memory, which pandas needs with the rows. */
const MANY = ROWS * 10;
const TINY = 100;
const ROUNDS = 3;
const FORMAT: ResultFormat = process.env.PLUMBLINE_BENCH_FORMAT === 'SUMMARY' ? 'SUMMARY' : 'BOOLEAN_ONLY';

// Great Expectations has no LIKE on pandas.
const cheap = CHEAP.filter(({ type }) => type !== 'expect_column_values_to_match_like_pattern');

/** What holds of a hundred rows, too. */
const tiny: readonly Expectation[] = [
  { type: 'expect_table_row_count_to_equal', kwargs: { value: TINY } },
  { type: 'expect_column_values_to_not_be_null', kwargs: { column: 'id' } },
  { type: 'expect_column_values_to_be_unique', kwargs: { column: 'id' } },
  { type: 'expect_column_values_to_be_between', kwargs: { column: 'amount', min_value: 0, max_value: 1000 } },
  { type: 'expect_column_values_to_match_regex', kwargs: { column: 'origin', regex: '^[A-Z]{3}$' } },
];

/** Whole suites in Great Expectations on pandas, and in Plumbline: the same expectations, the same verdicts. */
export const bench: Bench = {
  name: `Great Expectations on pandas, ${words(ROWS)} rows, ${FORMAT}; memory with ${words(MANY)}`,
  async run(progress) {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-bench-')));
    try {
      progress('setting up Great Expectations');
      await installGreatExpectations();
      return await measure(folder, progress);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function measure(folder: string, progress: (message: string) => void): Promise<readonly Row[]> {
  const data = async (name: string, rows: number): Promise<string> => {
    progress(`writing ${words(rows)} rows`);
    const path = join(folder, `${name}.parquet`);
    await writeMixedData(path, rows);
    return path;
  };
  const mixed = writeSuite(folder, 'mixed', [...cheap, ...COSTLY]);
  const some = await data('some', ROWS);
  progress('the cheap expectations');
  const rows = await bothWays(`${cheap.length} cheap`, writeSuite(folder, 'cheap', cheap), some, folder, 20);
  progress('with the costly ones');
  rows.push(...(await bothWays(`with ${COSTLY.length} costly ones`, mixed, some, folder, 15)));
  const few = await data('few', TINY);
  progress('from process start');
  const starts = await fromStart(writeSuite(folder, 'tiny', tiny), few, FORMAT, ROUNDS);
  rows.push(row(`${TINY} rows, ${tiny.length} expectations, whole process: wall time`, starts, 'wall', 12));
  const many = await data('many', MANY);
  progress('memory');
  // Once each, for memory hardly differs from run to run.
  const whole = await fromStart(mixed, many, FORMAT, 1);
  rows.push(row(`${words(MANY)} rows, ${mixed.expectations.length} expectations: peak memory`, whole, 'peak', 3));
  rows.push(row('whole process: wall time', whole, 'wall'), row('processor time', whole, 'cpu'));
  return rows;
}

/** What reading and validating take, and the same with the start of the process. */
async function bothWays(what: string, suite: SuiteFile, data: string, folder: string, times: number): Promise<Row[]> {
  const within = await inside(suite, data, folder, FORMAT, ROUNDS);
  const whole = await fromStart(suite, data, FORMAT, ROUNDS);
  return [
    row(`${what}: wall time`, within, 'wall', times),
    row('processor time', within, 'cpu'),
    row('whole process: wall time', whole, 'wall', times),
    row('processor time', whole, 'cpu'),
  ];
}

/** The median of both sides; they should be so many times apart. */
function row<F extends 'wall' | 'cpu' | 'peak'>(
  what: string,
  pairs: readonly Pair<Readonly<Record<F, number>>>[],
  figure: F,
  times?: number,
): Row {
  return {
    what,
    measured: median(pairs.map(({ ours }) => ours[figure])),
    unit: figure === 'peak' ? 'MB' : 'ms',
    over: { what: 'Great Expectations', measured: median(pairs.map(({ theirs }) => theirs[figure])) },
    ...(times === undefined ? {} : { aim: 1 / times }),
  };
}

function words(count: number): string {
  return count.toLocaleString('en-US');
}
