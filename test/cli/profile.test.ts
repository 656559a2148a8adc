import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { json, plumbline, withFiles, withWorkspace } from './cli-kit.ts';

const ROWS = [
  'id,carrier,km',
  ...Array.from({ length: 50 }, (_, index) => `t${index},${index % 2 ? 'UA' : 'DL'},${index}`),
];
const DATA = `${ROWS.join('\n')}\n`;

describe('plumbline profile', () => {
  test('prints a suite that the data passes', async () => {
    await withFiles({ 'rows.csv': DATA }, async (folder) => {
      const { code, stdout } = await plumbline(folder, ['profile', 'rows.csv']);
      assert.equal(code, 0);
      assert.match(stdout, /^name: rows$/m);
      assert.match(stdout, /value_set: \[ *DL, UA *\]/);
    });
  });

  test('-o writes it where a project finds it; the data passes', async () => {
    await withFiles({ 'rows.csv': DATA }, async (folder) => {
      const file = 'expectations/rows.expectations.yaml';
      const { code, stdout } = await plumbline(folder, ['profile', 'rows.csv', '-o', file]);
      assert.equal(code, 0);
      assert.equal(
        stdout,
        `${file}: a suite drawn from 50 rows\nRead it before you trust it: it says what is, not what must be.\n`,
      );
      const judged = await plumbline(folder, ['validate', '--suite', file, '--data', 'rows.csv']);
      assert.equal(judged.code, 0, judged.stdout);
    });
  });

  test('JSON: the suite as text, rows and columns', async () => {
    await withFiles({ 'rows.csv': DATA }, async (folder) => {
      const { suite, rows, columns, ...others } = json(
        await plumbline(folder, ['profile', 'rows.csv', '--format', 'json']),
      );
      assert.deepEqual([rows, columns.length, others], [50, 3, {}]);
      assert.match(suite, /^name: rows$/m);
    });
  });

  test('never writes over a file, and writes nothing but YAML', async () => {
    await withFiles({ 'rows.csv': DATA, 'mine.expectations.yaml': 'mine\n' }, async (folder) => {
      const over = await plumbline(folder, ['profile', 'rows.csv', '-o', 'mine.expectations.yaml']);
      assert.equal(over.code, 2);
      assert.match(over.stderr, /mine\.expectations\.yaml: there is a file of that name already/);
      assert.equal(await readFile(join(folder, 'mine.expectations.yaml'), 'utf8'), 'mine\n');
      const other = await plumbline(folder, ['profile', 'rows.csv', '-o', 'suite.json']);
      assert.equal(other.code, 2);
      assert.equal(existsSync(join(folder, 'suite.json')), false);
    });
  });

  test('a feature group without rows, and names that are not there', async () => {
    await withWorkspace('credit-card', async (folder) => {
      const empty = await plumbline(folder, ['profile', 'cc_trans_fraud']);
      assert.equal(empty.code, 3);
      assert.match(empty.stderr, /has no rows yet\n.*\n {2}try: plumbline run cc_trans_fraud_features/);
      const unknown = await plumbline(folder, ['profile', 'cc_trans_fruad']);
      assert.equal(unknown.code, 2);
      assert.match(
        unknown.stderr,
        /neither a file nor a feature group cc_trans_fruad\n {2}try: did you mean cc_trans_fraud\?/,
      );
      const missing = await plumbline(folder, ['profile', 'nope.parquet']);
      assert.equal(missing.code, 2);
      assert.match(missing.stderr, /nope\.parquet: there is no such file/);
    });
  });
});
