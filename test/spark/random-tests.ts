import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { QueryEngine } from '../../core/engine/query-engine.ts';
import { sql } from '../../core/engine/sql.ts';
import { validateSuite } from '../../core/expectations/validate.ts';
import { agree } from '../expectations/agreement.ts';
import { EXPECTATIONS, TYPES } from '../expectations/arbitrary-expectation.ts';
import { OF_BATCHES, type Row, tameRow } from '../expectations/batch-expectations.ts';
import type { BothEngines } from './spark-kit.ts';

/** Figures of single precision, which Spark computes in double, agree to so many of their digits. */
const SINGLE = 1e-6;

/** A FLOAT beside a DECIMAL: DuckDB compares them in single precision, Spark in double (docs/spark.md). */
const mixesFloats = ({ kwargs }: { readonly kwargs: unknown }) =>
  /"f"/.test(JSON.stringify(kwargs)) && /"price"/.test(JSON.stringify(kwargs));

const RUNS = process.env.PLUMBLINE_LONG ? 20 : 2;

/** Random rows and random expectations of every type on both engines. */
export function randomTests(on: BothEngines): void {
  test('random suites have the results that DuckDB gives, whatever the rows', async () => {
    let count = 0;
    const rows = fc.array(tameRow, { minLength: 12, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(rows, fc.tuple(...EXPECTATIONS), async (given, random) => {
        const path = await parquetOf(given, `random-${++count}`);
        const expectations = [...OF_BATCHES, ...random].filter((each) => !mixesFloats(each));
        const suite = { name: 'random', expectations };
        const judge = async (engine: QueryEngine) => (await validateSuite({ suite, source: { path }, engine })).results;
        agree(await judge(on.spark), await judge(on.duckdb), 'Spark', SINGLE);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  async function parquetOf(rows: readonly Row[], name: string): Promise<string> {
    const lines = rows.map((row) =>
      JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)),
    );
    const json = join(on.tables.folder, `${name}.jsonl`);
    writeFileSync(json, lines.join('\n'));
    const table = await on.duckdb.open({ path: json, types: TYPES });
    const path = join(on.tables.folder, `${name}.parquet`);
    await on.duckdb.copy(sql`SELECT * FROM ${table.from}`, path);
    return path;
  }
}
