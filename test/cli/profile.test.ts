import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
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

  test('JSON: the suite as text, proposals with reasons, keys, dependencies; outside a project nothing is kept', async () => {
    await withFiles({ 'rows.csv': DATA }, async (folder) => {
      const { suite, rows, columns, proposals, keys, dependencies, ...others } = json(
        await plumbline(folder, ['profile', 'rows.csv', '--format', 'json']),
      );
      assert.deepEqual([rows, columns.length, dependencies, others], [50, 3, [], {}]);
      assert.match(suite, /^name: rows$/m);
      assert.deepEqual(keys[0].columns, ['id']);
      for (const { expectation, reason, confidence } of proposals) {
        assert.ok(suite.includes(expectation.type) && suite.includes(reason));
        assert.ok(confidence > 0.5 && confidence <= 1);
      }
    });
  });

  test('in a project it is kept, and written as far as a person accepts it', async () => {
    const files = { 'plumbline.yaml': 'project: shop\n', 'rows.csv': DATA };
    await withFiles(files, async (folder) => {
      const { result, proposals } = json(await plumbline(folder, ['profile', 'rows.csv', '--format', 'json']));
      // The data is not needed any more.
      await rm(join(folder, 'rows.csv'));
      const file = 'expectations/chosen.expectations.yaml';
      const chosen = ['profile', '--result', result, '--accept', '1,3-4', '--name', 'chosen', '-o', file];
      const written = json(await plumbline(folder, [...chosen, '--format', 'json']));
      assert.deepEqual([written.accepted, written.of, written.file], [3, proposals.length, file]);
      const text = await readFile(join(folder, file), 'utf8');
      assert.match(text, /^name: chosen$/m);
      assert.deepEqual(
        [...text.matchAll(/- type: (\w+)/g)].map(([, type]) => type),
        [0, 2, 3].map((place) => proposals[place].expectation.type),
      );
      assert.equal((await plumbline(folder, ['check'])).code, 0);
      const over = await plumbline(folder, chosen);
      assert.equal(over.code, 2);
      const none = await plumbline(folder, ['profile', '--result', result, '--accept', '0']);
      assert.match(none.stderr, /"0" is no proposal of this profile/);
      const all = await plumbline(folder, ['profile', '--result', result]);
      assert.equal(all.stdout.match(/- type:/g)?.length, proposals.length);
    });
  });

  test('what cannot go together, and a profile that is not there', async () => {
    await withFiles({ 'plumbline.yaml': 'project: shop\n', 'rows.csv': DATA }, async (folder) => {
      for (const [args, words] of [
        [['profile'], /no data was named/],
        [['profile', 'rows.csv', '--accept', '1'], /--accept needs --result/],
        [['profile', 'rows.csv', '--result', 'x'], /give the one or the other/],
        [['profile', '--result', '../../x'], /no profile \.\.\/\.\.\/x is kept/],
        [['profile', 'rows.csv', '--name', '1 2'], /is no name for a suite/],
      ] as const) {
        const { code, stderr } = await plumbline(folder, args);
        assert.equal(code, 2, stderr);
        assert.match(stderr, words);
      }
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
      assert.equal(missing.code, 3);
      assert.match(missing.stderr, /nope\.parquet: there is no such file/);
    });
  });
});
