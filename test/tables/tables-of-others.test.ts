import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import type { QueryEngine } from '../../core/engine/query-engine.ts';
import { joinSql, sql } from '../../core/engine/sql.ts';
import { toJson } from '../../core/engine/value.ts';
import { capture } from '../../core/platform/capture.ts';
import { newTemporaryFolder, removeTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { commitAt } from '../../core/tables/as-of.ts';
import { historySource, tableHistory } from '../../core/tables/table-history.ts';
import { CASES, missingCases } from '../expectations/conformance-cases.ts';
import { writeFiles } from '../platform/folder-kit.ts';
import { groupOf, STOPS, withTables } from './table-kit.ts';

interface Expected {
  readonly columns: readonly string[];
  /** Of Hudi. */
  readonly instants?: readonly Moment[];
  /** Of Delta. */
  readonly versions?: readonly Moment[];
}

interface Moment {
  readonly instant?: string;
  readonly version?: number;
  readonly rows: number;
  readonly data: readonly unknown[];
  readonly columns?: readonly string[];
  readonly inserted?: number;
  readonly updated?: number;
  readonly deleted?: number | null;
}

/** Tables that Spark and delta-rs wrote; what cannot be read right is refused, with the reason. */
const READ = ['hudi_v6_flat', 'hudi_v6_services', 'hudi_v6_crashed', 'hudi_v6_evolve', 'hudi_v6_types'];
const READ_DELTA = ['delta_rs_flat', 'delta_spark_flat'];
const REFUSED: Readonly<Record<string, RegExp>> = {
  hudi_v6_cleaned: /its older commits have been archived/,
  hudi_v8_flat: /table version 8, and only version 6 can be read/,
  hudi_v9_part_md: /table version 9/,
  hudi_default_md: /table version 9/,
  delta_spark_part: /partitioned Delta tables cannot be read yet/,
  delta_spark_dv: /it asks for reader version 3/,
  delta_spark_colmap: /it asks for reader version 2/,
  delta_spark_cleanedlog: /the older commits of its Delta log have been cleaned away/,
};

describe('tables that others wrote', { skip: missingCases }, () => {
  let folder = '';
  let engine: QueryEngine;
  before(async () => {
    folder = await newTemporaryFolder();
    engine = await startDuckDb({ folders: [folder] });
  });
  after(async () => {
    await engine?.dispose();
    await removeTemporaryFolder(folder);
  });

  async function unpacked(name: string): Promise<string> {
    const archive = join(CASES, 'tables', `${name}.tar.gz`);
    const { exitCode, stderr } = await capture({ program: 'tar', args: ['xzf', archive], cwd: folder });
    assert.equal(exitCode, 0, stderr);
    return join(folder, name);
  }

  for (const name of [...READ, ...READ_DELTA]) {
    test(`${name}: rows and counts at every moment`, async () => {
      const expected: Expected = JSON.parse(readFileSync(join(CASES, 'tables', `${name}.expected.json`), 'utf8'));
      const history = await tableHistory(await unpacked(name));
      const moments = expected.instants ?? expected.versions ?? [];
      assert.deepEqual(
        history.commits.map(({ instant, total }) => [instant, total]),
        moments.map(({ instant, version, rows }) => [instant ?? String(version), rows]),
      );
      for (const moment of moments) {
        const commit = commitAt(history.commits, moment.instant ?? String(moment.version), name);
        const { from } = await engine.open(await historySource(history.folder, commit));
        const columns = (moment.columns ?? expected.columns).map(engine.dialect.identifier);
        const { rows } = await engine.query(sql`SELECT ${joinSql(columns, ', ')} FROM ${from} ORDER BY 1`);
        assert.equal(asExpected(rows.map((row) => row.map(toJson))), JSON.stringify(moment.data), commit.instant);
        if (moment.inserted === undefined) continue;
        const { inserted: added, updated, deleted } = moment;
        assert.deepEqual(commit.rows, { added, updated, deleted: deleted ?? commit.rows.deleted }, commit.instant);
      }
    });
  }

  for (const [name, why] of Object.entries(REFUSED)) {
    test(`${name}: refused`, async () => {
      await assert.rejects(tableHistory(await unpacked(name)), { message: 'the table cannot be read', why });
    });
  }
});

/** The cases write UTC with a Z. */
const asExpected = (rows: unknown) => JSON.stringify(rows).replaceAll('+00:00"', 'Z"');

describe('a folder', () => {
  test('that is no table is refused', async () => {
    const folder = await newTemporaryFolder();
    await assert.rejects(tableHistory(folder), { kind: 'failed', message: 'the folder is no table' });
    await removeTemporaryFolder(folder);
  });

  test('with a table of ours says the same by its timeline and by its Delta log', async () => {
    const stops = await groupOf(STOPS);
    await withTables(async (tables) => {
      await tables.commit(stops, 'insert', [{ id: 1, name: 'a' }]);
      await tables.commit(stops, 'upsert', [
        { id: 1, name: 'b' },
        { id: 2, name: 'c' },
      ]);
      await tables.commit(stops, 'delete', [{ id: 1 }]);
      const folder = tables.folder(stops);
      const timeline = await tableHistory(folder);
      const copy = join(tables.storage, 'copy');
      await cp(folder, copy, { recursive: true });
      await rm(join(copy, '.hoodie'), { recursive: true });
      const log = await tableHistory(copy);
      const facts = ({ commits }: typeof log) =>
        commits.map(({ version, at, rows, total, files }) => ({
          version,
          at,
          rows,
          total,
          files: files.map(({ path }) => path),
        }));
      assert.deepEqual(facts(log), facts(timeline));
    });
  });

  test('whose files are gone says so, at the moments that need them', async () => {
    const stops = await groupOf(STOPS);
    await withTables(async (tables) => {
      for (const name of ['a', 'b']) await tables.commit(stops, 'upsert', [{ id: 1, name }]);
      const folder = tables.folder(stops);
      const { commits } = await tableHistory(folder);
      const [first, second] = commits;
      await rm(join(folder, first?.files[0]?.path ?? ''));
      await assert.rejects(historySource(folder, first!), {
        message: /are not there any more/,
        why: /was cleaned away/,
      });
      assert.equal((await historySource(folder, second!)).files?.length, 1);
    });
  });

  test('whose Delta log is damaged is refused', async () => {
    const folder = await newTemporaryFolder();
    await writeFiles(join(folder, '_delta_log'), { '00000000000000000000.json': '{"protocol":' });
    await assert.rejects(tableHistory(folder), {
      message: 'the table cannot be read',
      why: /000\.json cannot be read/,
    });
    await removeTemporaryFolder(folder);
  });
});
