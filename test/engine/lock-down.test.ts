import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import { raw } from '../../core/engine/sql.ts';
import { startTestEngine, type TestEngine } from './engine-for-tests.ts';

describe('what a query cannot do', () => {
  let on: TestEngine;
  before(async () => {
    on = await startTestEngine();
    on.file('inside.csv', 'a\n1\n');
    symlinkSync('/etc/passwd', join(on.folder, 'link.csv'));
  });
  after(() => on.dispose());

  const outside: Readonly<Record<string, (folder: string) => string>> = {
    'read a file of the system': () => "SELECT * FROM read_text('/etc/passwd')",
    'list a folder of the system': () => "SELECT * FROM glob('/etc/*')",
    'leave the folder by ..': (folder) => `SELECT * FROM read_text('${folder}/../../etc/passwd')`,
    'leave the folder by a link': (folder) => `SELECT * FROM read_text('${folder}/link.csv')`,
    'reach the network': () => "SELECT * FROM 'http://127.0.0.1:9/x.parquet'",
    'write outside the folder': () => `COPY (SELECT 1) TO '${join(tmpdir(), 'plumbline-outside.csv')}'`,
    'attach a database outside the folder': () => `ATTACH '${join(tmpdir(), 'plumbline-outside.db')}'`,
    'install an extension': () => 'INSTALL httpfs',
    'load an extension': () => "LOAD '/tmp/x.duckdb_extension'",
    'allow itself more': () => 'SET enable_external_access = true',
    'unlock the settings': () => 'SET lock_configuration = false',
    'change a setting': () => 'SET threads = 1',
    'read the environment': () => "SELECT getenv('HOME')",
  };
  for (const [what, query] of Object.entries(outside)) {
    test(`no query can ${what}`, async () => {
      await assert.rejects(on.engine.query(raw(query(on.folder))));
    });
  }

  test('of a folder, no query can read more than the file that was allowed', async () => {
    const secret = on.file('secret.csv', 'a\n2\n');
    const path = join(on.folder, 'inside.csv');
    const engine = await startDuckDb({ folders: [], files: [path] });
    const read = (file: string) => engine.query(raw(`SELECT * FROM read_csv('${file}')`));
    assert.deepEqual((await read(path)).rows, [[1]]);
    await assert.rejects(read(secret));
    await assert.rejects(engine.query(raw(`SELECT * FROM glob('${on.folder}/*')`)));
    await engine.dispose();
  });

  const notSelect: Readonly<Record<string, (folder: string) => string>> = {
    'write inside the folder': (folder) => `COPY (SELECT 1) TO '${folder}/new.csv'`,
    'attach a database inside the folder': (folder) => `ATTACH '${folder}/new.db'`,
    'make a table': () => 'CREATE TABLE t (a INTEGER)',
    'run two statements': () => 'SELECT 1; SELECT 2',
    'hide a statement behind a bracket': () => 'SELECT 1) AS a; DROP VIEW source_1; SELECT * FROM (SELECT 1',
    'hide a statement behind a comment': () => "SELECT 1 --\n; COPY (SELECT 1) TO 'x.csv'",
    'call a procedure': () => 'CALL duckdb_settings()',
    'use a pragma': () => 'PRAGMA database_list',
    'leave parameters open': () => 'SELECT ?',
    'be empty': () => ' ; ',
  };
  for (const [what, query] of Object.entries(notSelect)) {
    test(`a query that a person wrote cannot ${what}`, async () => {
      await assert.rejects(on.engine.select(query(on.folder)), { name: 'PlumblineError' });
    });
  }

  test('a SELECT that a person wrote is counted whole and returned in part', async () => {
    const answer = await on.engine.select(
      'WITH n AS (SELECT range AS a FROM range(5)) SELECT * FROM n ORDER BY a -- all',
      {
        limit: 2,
      },
    );
    assert.deepEqual(answer.rows, [[0], [1]]);
    assert.equal(answer.rowCount, 5);
  });
});
