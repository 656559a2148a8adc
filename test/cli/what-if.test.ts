import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { json, plumbline, withFiles } from './cli-kit.ts';

const rows = (most: number) =>
  `id,km\n${Array.from({ length: 40 }, (_, index) => `${index},${(index * most) / 39}\n`).join('')}`;
const suite = (most: number) => `name: trips
expectations:
  - type: expect_column_values_to_be_between
    kwargs: { column: km, min_value: 0, max_value: ${most} }
  - type: expect_column_mean_to_be_between
    kwargs: { column: km, max_value: 100 }
  - type: expect_column_values_to_match_regex
    kwargs: { column: id, regex: "^[0-9]+$", mostly: ${most > 150 ? 1 : 0.9} }
`;
const FILE = 'expectations/trips.expectations.yaml';
const PROJECT = { 'plumbline.yaml': 'project: trips\n', [FILE]: suite(200), 'rows.csv': rows(100) };

describe('plumbline validate --what-if', () => {
  test('tells which past runs would have failed by the suite as it is now, without the data', async () => {
    await withFiles(PROJECT, async (folder) => {
      for (const most of [100, 120, 140]) {
        await writeFile(join(folder, 'rows.csv'), rows(most));
        assert.equal((await plumbline(folder, ['validate', 'trips', '--data', 'rows.csv'])).code, 0);
      }
      await rm(join(folder, 'rows.csv'));
      await writeFile(join(folder, FILE), suite(130));
      const { code, stdout } = await plumbline(folder, ['validate', 'trips', '--what-if', '--no-color']);
      assert.equal(code, 0);
      assert.equal(
        stdout,
        `trips: 1 of 3 expectations would have failed in the last 3 runs\n  km: values to be between would have failed 1 of the last 3 runs\n          ${FILE}:3\n`,
      );
      const told = json(await plumbline(folder, ['validate', 'trips', '--what-if', '--format', 'json']));
      assert.equal(told.success, false);
      const [only] = told.suites;
      assert.deepEqual(
        only.expectations.map(
          ({ failed, unknown, runs }: { failed: number; unknown: number; runs: { outcome: string }[] }) => [
            failed,
            unknown,
            runs.map(({ outcome }) => outcome).join(' '),
          ],
        ),
        [
          [1, 0, 'failed passed passed'],
          [0, 0, 'passed passed passed'],
          [0, 0, 'passed passed passed'],
        ],
      );
      assert.deepEqual([only.suite, only.file, only.runs.length], ['trips', FILE, 3]);
    });
  });

  test('without a past, with a mistake in the suite, and with other options', async () => {
    await withFiles(PROJECT, async (folder) => {
      const none = await plumbline(folder, ['validate', 'trips', '--what-if']);
      assert.equal(none.code, 2);
      assert.match(none.stderr, /trips has not judged any data yet\n.*\n {2}try: plumbline validate trips/);
      const other = await plumbline(folder, ['validate', 'trips', '--what-if', '--data', 'rows.csv']);
      assert.equal(other.code, 2);
      await writeFile(join(folder, FILE), suite(130).replace('max_value: 100', 'max_valu: 100'));
      const wrong = await plumbline(folder, ['validate', 'trips', '--what-if']);
      assert.notEqual(wrong.code, 0);
      assert.match(wrong.stderr, /max_valu/);
    });
  });
});
