import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Expectation } from '../../core/definitions/expectation-suite.ts';
import type { QueryEngine, Relation } from '../../core/engine/query-engine.ts';
import { sql } from '../../core/engine/sql.ts';
import { openEvidence } from '../../core/expectations/evidence/kept-evidence.ts';
import type { ExpectationResult } from '../../core/expectations/result.ts';
import { validateSuite } from '../../core/expectations/validate.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';
import { agree } from './agreement.ts';
import { EXPECTATIONS, TYPES } from './arbitrary-expectation.ts';
import { OF_BATCHES, type Row, tameRow } from './batch-expectations.ts';

const RUNS = process.env.PLUMBLINE_LONG ? 150 : 3;

describe('planned evidence', () => {
  let on: TestEngine;
  let count = 0;
  before(async () => {
    on = await startTestEngine();
  });
  after(() => on.dispose());

  test('leads to the verdicts of one query for each expectation, in one file or several, cold or kept', async () => {
    const rows = fc.array(tameRow, { minLength: 12, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(rows, fc.tuple(...EXPECTATIONS), async (given, expectations) => {
        const suite = [...OF_BATCHES, ...expectations];
        const table = await tableOf(given);
        const wanted = await naive(suite, table);
        agree(await judge(suite, table), wanted, 'a table');
        const folder = join(on.folder, `split-${count}`);
        mkdirSync(folder);
        await split(table, given.length, folder);
        const files = await on.engine.open({ path: folder });
        agree(await judge(suite, files), wanted, 'files');
        const kept = join(on.folder, `kept-${count}`);
        const cold = await judge(suite, files, kept);
        agree(cold, wanted, 'files, cold');
        assert.deepEqual(await judge(suite, await on.engine.open({ path: folder }), kept), cold);
        const one = join(on.folder, `one-${count}.parquet`);
        await on.engine.copy(sql`SELECT * FROM ${table.from}`, one);
        agree(await judge(suite, await on.engine.open({ path: one })), wanted, 'one file');
        agree(await judge(suite, await on.engine.open({ path: one }), kept), wanted, 'one file, cold');
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  function tableOf(rows: readonly Row[]): Promise<Relation> {
    const lines = rows.map((row) =>
      JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)),
    );
    const path = join(on.folder, `rows-${++count}.jsonl`);
    writeFileSync(path, lines.join('\n'));
    return on.engine.open({ path, types: TYPES });
  }

  /** Three files, one of them without any rows at times. */
  async function split(table: Relation, rows: number, folder: string): Promise<void> {
    const ends = [0, Math.floor(rows / 4), Math.floor(rows / 2), rows];
    for (const [part, start] of ends.slice(0, -1).entries()) {
      const own = sql`SELECT * EXCLUDE (${table.position}) FROM ${table.numbered}
        WHERE ${table.position} >= ${start} AND ${table.position} < ${ends[part + 1] ?? rows}`;
      await on.engine.copy(own, join(folder, `part-${part}.parquet`));
    }
  }

  async function judge(expectations: readonly Expectation[], source: Relation, kept?: string, engine = on.engine) {
    const suite = { name: 'planned', expectations: [...expectations] };
    const evidence = kept === undefined ? {} : { kept: openEvidence(kept, 'test') };
    return (await validateSuite({ suite, source, engine, ...evidence })).results;
  }

  /** Each expectation on its own, by plain queries on all rows. */
  async function naive(expectations: readonly Expectation[], table: Relation): Promise<readonly ExpectationResult[]> {
    const { shortcuts: _, ...dialect } = on.engine.dialect;
    const engine: QueryEngine = { ...on.engine, dialect };
    const results: ExpectationResult[] = [];
    for (const expectation of expectations) results.push(...(await judge([expectation], table, undefined, engine)));
    return results;
  }
});
