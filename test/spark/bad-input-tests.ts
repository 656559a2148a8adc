import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { damagedAt } from '../../core/engine/damaged-data.ts';
import type { QueryEngine } from '../../core/engine/query-engine.ts';
import { startSpark } from '../../core/engine/spark.ts';
import { raw } from '../../core/engine/sql.ts';
import { validateSuite } from '../../core/expectations/validate.ts';
import { findProgram } from '../../core/platform/find-program.ts';
import { describeError, PlumblineError } from '../../core/platform/problem.ts';
import { plumbline } from '../cli/cli-kit.ts';
import { writeBadInput } from './bad-input-files.ts';
import { type BothEngines, SPARK_PYTHON } from './spark-kit.ts';

const SUITE = {
  name: 'whole',
  expectations: [
    { type: 'expect_column_values_to_not_be_null', kwargs: { column: 'b' } },
    { type: 'expect_column_values_to_be_unique', kwargs: { column: 'b' } },
  ],
};

/** What DuckDB refuses, and Spark with the same words: what is wrong, the file, and how they begin. */
const SAME: readonly (readonly [what: string, file: string, told: RegExp])[] = [
  [
    'Parquet that ends in its middle',
    'cut.parquet',
    /as Parquet\n {2}why: its end is missing, .* cut off\n {2}try: copy/,
  ],
  [
    'Parquet that has only begun',
    'begun.parquet',
    /as Parquet\n {2}why: its end is missing, .* cut off\n {2}try: copy/,
  ],
  ['a folder with half a file', 'half', /as Parquet\n {2}why: its end is missing, .* cut off\n {2}try: copy/],
  ['Parquet named CSV', 'parquet.csv', /as CSV\n {2}why: it is a Parquet file/],
  ['CSV named Parquet', 'csv.parquet', /as Parquet\n {2}why: it does not begin as/],
  ['a name twice in Parquet', 'twice.parquet', /two columns have the name "bbbb"/],
  ['Latin-1', 'latin1.csv', /cannot read line 2 of the CSV file\n {2}why: it has bytes that are not UTF-8/],
  ['Latin-1 after UTF-8', 'mixed.csv', /cannot read line 3 of the CSV file\n {2}why: it has bytes that are not UTF-8/],
  ['Latin-1 far below', 'late.csv', /cannot read line 60002 of the CSV file\n {2}why: it has bytes that are not UTF-8/],
  ['Latin-1 in a header', 'header.csv', /cannot read line 1 of the CSV file\n {2}why: it has bytes that are not UTF-8/],
  ['Latin-1, compressed', 'latin1.csv.gz', /cannot read line 2 of the CSV file\n {2}why: it has bytes that are not/],
  ['Latin-1 in JSON lines', 'latin1.jsonl', /as JSON lines\n {2}why: it has bytes that are not UTF-8/],
  ['Latin-1 in JSON', 'latin1.json', /as JSON\n {2}why: it has bytes that are not UTF-8/],
  ['UTF-16', 'utf16.csv', /why: it is text in UTF-16/],
  ['a name twice in a header', 'twice.csv', /two columns have the name "b"/],
  ['an empty file', 'empty.csv', /the file has no data\n {2}why: it is empty/],
  ['an empty Parquet file', 'empty.parquet', /the file has no data\n {2}why: it is empty/],
  ['empty lines', 'blank.csv', /the file has no data\n {2}why: its lines are empty/],
  ['an empty list', 'none.json', /the file has no data\n {2}why: no row is in it/],
  ['empty lines of JSON', 'blank.jsonl', /the file has no data\n {2}why: no row is in it/],
  ['a folder of CSV', 'folder.csv', /there is no file to read\n {2}why: no \.parquet file .*\n {2}try: .*\/\*\.csv$/],
  ['an empty folder', 'nothing', /there is no file to read\n {2}why: no \.parquet file is in the folder/],
  ['a pattern for nothing', 'nope*.csv', /there is no file to read\n {2}why: no file matches/],
  ['no file', 'nope.csv', /there is no such file/],
];

/** What Spark stumbles over in another place than DuckDB does, or alone. */
const OWN: readonly (readonly [what: string, file: string, told: RegExp])[] = [
  [
    'Parquet with a hole before its end',
    'hole.parquet',
    /: the data is damaged\n {2}why: its rows .*: .+\n {2}try: copy/,
  ],
  ['Parquet with other bytes in it', 'other.parquet', /: the data is damaged\n {2}why: its rows .*: .+\n {2}try: copy/],
  ['a line with a field more', 'ragged.csv', /as CSV\n {2}why: a line has not as many fields .*: 2,y,z\n {2}try: give/],
  ['half of what is compressed', 'cut.csv.gz', /as CSV\n {2}why: its compressed content has no end: .*\n {2}try: copy/],
  ['half a JSON file', 'cut.json', /as JSON\n {2}why: unexpected end-of-input .*\n {2}try: check/],
  ['half a line of JSON', 'cut.jsonl', /as JSON lines\n {2}why: unexpected end-of-input .*\n {2}try: check/],
  [
    'files with different headers',
    'order*.csv',
    /different headers\n {2}why: one has a, b, another b, a\n {2}try: let/,
  ],
  ['names that differ in letter case', 'case.parquet', /two columns have the name "bbbb"\n.*\n {2}try: rename/],
];

/** What looks odd, and is the same relation to both. */
const FINE = ['replaced.csv', 'mark.csv', 'numbered.csv', 'case.csv', 'unnamed.csv', 'folders', 'beside'];

/** Data that cannot be judged, and is told as that: no row of it is judged. */
export function badInputTests(on: BothEngines): void {
  describe('data that cannot be judged', () => {
    let folder = '';
    const at = (name: string) => ({ path: join(folder, name), label: name });
    const refusal = async (engine: QueryEngine, name: string): Promise<string> => {
      try {
        await validateSuite({ suite: SUITE, source: at(name), engine });
      } catch (error) {
        // Errors of this kind end the command line with exit code 3.
        assert.ok(error instanceof PlumblineError && error.kind === 'failed', String(error));
        return describeError(damagedAt(error, name));
      }
      return 'it was judged';
    };

    before(async () => {
      folder = join(on.tables.folder, 'bad');
      await writeBadInput(folder, on.duckdb);
    });

    for (const [what, name, told] of SAME) {
      test(`${what}, in the words that DuckDB has`, async () => {
        const found = await refusal(on.spark, name);
        assert.equal(found, await refusal(on.duckdb, name));
        assert.match(found, told);
      });
    }

    for (const [what, name, told] of OWN) {
      test(what, async () => assert.match(await refusal(on.spark, name), told));
    }

    test('what looks odd and is not wrong is read as DuckDB reads it', async () => {
      const read = async (engine: QueryEngine, name: string) => {
        const { columns, from } = await engine.open(at(name));
        const { rows } = await engine.query(raw(`SELECT * FROM ${from.text} ORDER BY a`));
        return { columns, rows };
      };
      for (const name of FINE) assert.deepEqual(await read(on.spark, name), await read(on.duckdb, name), name);
    });

    test('no permission', async (t) => {
      if (process.platform === 'win32') return t.skip('Windows knows no such permissions');
      for (const [name, like] of [
        ['closed.csv', 'order1.csv'],
        ['closed.parquet', 'whole.parquet'],
      ] as const) {
        copyFileSync(join(folder, like), join(folder, name));
        chmodSync(join(folder, name), 0);
      }
      const told = await withoutRights(on, async (spark) => [
        await refusal(spark, 'closed.csv'),
        await refusal(spark, 'closed.parquet'),
      ]);
      if (told === undefined) return t.skip('nothing can be denied to root, and there is no setpriv to make it less');
      const closed =
        'the file may not be read\n  why: permission denied\n  try: let the user who runs this read it: chmod u+r, or chown';
      assert.deepEqual(told, [`closed.csv: ${closed}`, `closed.parquet: ${closed}`]);
    });

    test('ends the command with exit code 3, and nothing is printed but why', async () => {
      writeFileSync(join(folder, 'whole.expectations.json'), JSON.stringify(SUITE));
      const args = ['validate', '--engine', 'spark', '--suite', 'whole.expectations.json', '--data'];
      const ended = await plumbline(folder, [...args, 'mixed.csv'], { env: { PLUMBLINE_PYTHON: SPARK_PYTHON } });
      assert.deepEqual([ended.code, ended.stdout], [3, '']);
      assert.match(
        ended.stderr,
        /mixed\.csv: cannot read line 3 of the CSV file\n {2}why: .*UTF-8.*\n {2}try: save it/,
      );
    });
  });
}

/**
 * Root reads everything, unless it is without the rights to: where the tests run as root, another session is started so;
 * `undefined` where there can be none.
 */
async function withoutRights<T>(
  { spark, tables }: BothEngines,
  work: (spark: QueryEngine) => Promise<T>,
): Promise<T | undefined> {
  if (process.getuid?.() !== 0) return work(spark);
  if ((await findProgram('setpriv')) === undefined) return undefined;
  const python = join(tables.folder, 'python-without-rights');
  writeFileSync(
    python,
    `#!/bin/sh\nexec setpriv --bounding-set=-dac_override,-dac_read_search '${SPARK_PYTHON}' "$@"\n`,
  );
  chmodSync(python, 0o755);
  const without = await startSpark({ python, master: 'local[2]' });
  try {
    return await work(without);
  } finally {
    await without.dispose();
  }
}
