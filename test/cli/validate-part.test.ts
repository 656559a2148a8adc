import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { trips, withShop } from '../pipelines/pipeline-kit.ts';
import { json, plumbline } from './cli-kit.ts';

const SUITE = `name: trips
feature_group: trips@1
expectations:
  - { type: expect_column_values_to_be_between, kwargs: { column: km, min_value: 0, max_value: 50 } }
  - { type: expect_column_mean_to_be_between, kwargs: { column: km, min_value: 0, max_value: 1000 } }
`;

/** A shop with three trips, of which a second commit has changed one and added another. */
async function withTwoCommits(work: (folder: string) => Promise<void>): Promise<void> {
  const files = { 'trips.expectations.yaml': SUITE.replace('max_value: 50 }', 'max_value: 50, mostly: 0.1 }') };
  await withShop({ outputs: '{ trips: { feature_group: trips@1 } }', files }, async (folder) => {
    for (const text of [trips(1, 2, 3), 'id,km\nt1,20\nt9,90\n']) {
      await writeFile(join(folder, 'data/trips.csv'), text);
      const { code, stderr } = await plumbline(folder, ['run', 'make_trips']);
      assert.equal(code, 0, stderr);
    }
    await work(folder);
  });
}

describe('plumbline validate of a part of the rows', () => {
  test('--commit judges what a commit added or updated, and says so', async () => {
    await withTwoCommits(async (folder) => {
      const judged = async (...more: string[]) =>
        json(await plumbline(folder, ['validate', 'trips', '--format', 'json', ...more]));
      const { meta, results } = await judged('--commit', 'latest');
      assert.equal(meta.plumbline.rows, 2);
      assert.match(meta.plumbline.part, /^the rows of commit \d{17}$/);
      assert.equal(results[1].result.observed_value, 55);
      const first = await judged('--commit', '0');
      assert.equal(first.results[1].result.observed_value, 2);
      assert.equal((await judged()).meta.plumbline.rows, 4);
      const inWords = await plumbline(folder, ['validate', 'trips', '--commit', 'latest']);
      assert.match(inWords.stdout, /trips@1, the rows of commit \d{17}, 2 rows/);
      const wrong = await plumbline(folder, ['validate', 'trips', '--commit', '7']);
      assert.deepEqual([wrong.code, /there is no version 7/.test(wrong.stderr)], [2, true]);
      const both = await plumbline(folder, ['validate', 'trips', '--commit', '0', '--data', 'data/trips.csv']);
      assert.equal(both.code, 2);
    });
  });

  test('--sample draws the same rows each time, a larger sample among them, and --limit takes the first', async () => {
    await withShop({ files: { 'trips.expectations.yaml': SUITE } }, async (folder) => {
      const rows = Array.from({ length: 400 }, (_, index) => `t${index},${index}`);
      await writeFile(join(folder, 'many.csv'), `id,km\n${rows.join('\n')}\n`);
      const places = async (...more: string[]): Promise<readonly number[]> => {
        const args = ['validate', 'trips', '--data', 'many.csv', '--format', 'json', '--result-format', 'COMPLETE'];
        const { meta, results } = json(await plumbline(folder, [...args, ...more]));
        assert.equal(meta.plumbline.rows, results[0].result.element_count);
        return results[0].result.unexpected_index_list;
      };
      const some = await places('--sample', '10%');
      assert.ok(some.length > 15 && some.length < 60, `${some.length} of 350`);
      assert.deepEqual(await places('--sample', '10%', '--threads', '1', '--memory', '200MB'), some);
      const more = new Set(await places('--sample', '50%'));
      assert.ok(some.every((place) => more.has(place)));
      assert.notDeepEqual(await places('--sample', '10%', '--seed', '7'), some);
      const forty = json(
        await plumbline(folder, ['validate', 'trips', '--data', 'many.csv', '--format', 'json', '--sample', '40']),
      );
      assert.deepEqual([forty.meta.plumbline.rows, forty.meta.plumbline.part], [40, 'a sample of 40 rows']);
      assert.deepEqual(await places('--limit', '53'), [51, 52]);
      for (const wrong of [
        ['--sample', 'many'],
        ['--sample', '0%'],
        ['--limit', '0'],
        ['--seed', '1'],
        ['--memory', 'lots'],
        ['--sample', '5', '--limit', '5'],
      ]) {
        const { code, stderr } = await plumbline(folder, ['validate', 'trips', '--data', 'many.csv', ...wrong]);
        assert.equal(code, 2, stderr);
      }
    });
  });

  test('what was found in files is kept and used, until --no-cache or a deleted folder', async () => {
    await withTwoCommits(async (folder) => {
      const evidenceOf = async (...more: string[]) => {
        const args = ['validate', 'trips', '--format', 'json', '--result-format', 'BOOLEAN_ONLY', ...more];
        const { meta, success } = json(await plumbline(folder, args));
        return { read: meta.plumbline.evidence.files_read, success };
      };
      const files = (await evidenceOf('--no-cache')).read;
      assert.ok(files >= 1);
      assert.deepEqual(await readdir(join(folder, '.plumbline/evidence')).catch(() => 'none'), 'none');
      assert.deepEqual(await evidenceOf(), { read: files, success: true });
      assert.deepEqual(await evidenceOf(), { read: 0, success: true });
      assert.deepEqual(await evidenceOf('--no-cache'), { read: files, success: true });
      const [one] = await readdir(join(folder, '.plumbline/evidence'));
      assert.match(await readFile(join(folder, '.plumbline/evidence', one!), 'utf8'), /^[0-9a-f]{64}\n\{/);
      await rm(join(folder, '.plumbline/evidence'), { recursive: true });
      assert.deepEqual(await evidenceOf(), { read: files, success: true });
    });
  });
});
