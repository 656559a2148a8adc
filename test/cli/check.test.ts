import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { writeFiles } from '../platform/folder-kit.ts';
import { BUILT, json, plumbline, SOURCE, withFiles } from './cli-kit.ts';

const GROUP = `name: trips
version: 1
description: One row per trip.
primary_key: [trip_id]
features:
  - { name: trip_id, type: string, description: Number of the trip. }
  - { name: distance_km, type: double, description: How far. }
`;
const SUITE = (column: string) => `name: trips
feature_group: trips@1
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: ${column} }
`;
const PROJECT = {
  'plumbline.yaml': 'project: trips\n',
  'feature_groups/trips.feature-group.yaml': GROUP,
  'expectations/trips.expectations.yaml': SUITE('distance_km'),
};
const WRONG = { ...PROJECT, 'expectations/trips.expectations.yaml': SUITE('distence_km') };

describe('plumbline check', () => {
  test('a project in order: exit code 0', async () => {
    await withFiles(PROJECT, async (folder) => {
      const { code, stdout, stderr } = await plumbline(folder, ['check']);
      assert.deepEqual([code, stdout, stderr], [0, 'nothing wrong in 3 files\n', '']);
    });
  });

  test('a finding: place, severity, rule, message, help; exit code 1', async () => {
    await withFiles(WRONG, async (folder) => {
      const { code, stdout } = await plumbline(folder, ['check']);
      assert.equal(code, 1);
      assert.match(
        stdout,
        /^expectations\/trips\.expectations\.yaml:5:23: error unknown-column: .*distence_km.*\n {4}did you mean .*distance_km.*\n1 error, 0 warnings in 3 files\n$/,
      );
    });
  });

  test('files are named from where one stands', async () => {
    await withFiles(WRONG, async (folder) => {
      const { stdout } = await plumbline(join(folder, 'feature_groups'), ['check']);
      assert.match(stdout, /^\.\.\/expectations\/trips\.expectations\.yaml:5:23: error/);
    });
  });

  test('as JSON: findings and a summary, and nothing else', async () => {
    await withFiles(WRONG, async (folder) => {
      const ended = await plumbline(folder, ['check', '--format', 'json']);
      const { findings, summary, ...others } = json(ended);
      assert.deepEqual(others, {});
      assert.deepEqual(summary, { files: 3, errors: 1, warnings: 0, information: 0, base: null });
      const [{ message, help, ...finding }] = findings;
      assert.equal(findings.length, 1);
      assert.deepEqual(finding, {
        file: 'expectations/trips.expectations.yaml',
        range: { start: { line: 4, character: 22 }, end: { line: 4, character: 33 } },
        rule: 'unknown-column',
        severity: 'error',
      });
      assert.match(message, /distence_km/);
      assert.match(help, /distance_km/);
      assert.equal(ended.code, 1);
    });
  });

  test('as NDJSON: one event, the result', async () => {
    await withFiles(PROJECT, async (folder) => {
      const { stdout } = await plumbline(folder, ['check', '--format', 'ndjson']);
      const summary = { files: 3, errors: 0, warnings: 0, information: 0, base: null };
      assert.deepEqual(JSON.parse(stdout), {
        event: 'result',
        command: 'check',
        success: true,
        value: { findings: [], summary },
      });
    });
  });

  test('--quiet says nothing of what is in order', async () => {
    await withFiles(PROJECT, async (folder) => {
      assert.equal((await plumbline(folder, ['check', '--quiet'])).stdout, '');
    });
    await withFiles(WRONG, async (folder) => {
      const { stdout } = await plumbline(folder, ['check', '--quiet']);
      assert.doesNotMatch(stdout, /1 error, 0 warnings/);
      assert.match(stdout, /unknown-column/);
    });
  });

  test('--fail-on decides which findings end with 1', async () => {
    const warning = { ...PROJECT, 'plumbline.yaml': 'project: trips\nrules: { missing-description: warning }\n' };
    const files = {
      ...warning,
      'feature_groups/trips.feature-group.yaml': GROUP.replace(', description: How far.', ''),
    };
    await withFiles(files, async (folder) => {
      const codeOf = async (...args: string[]) => (await plumbline(folder, ['check', ...args])).code;
      assert.equal(await codeOf(), 0);
      assert.equal(await codeOf('--fail-on', 'warning'), 1);
    });
    await withFiles(WRONG, async (folder) => {
      assert.equal((await plumbline(folder, ['check', '--fail-on', 'never'])).code, 0);
    });
  });

  test('common options stand before the command or after it', async () => {
    await withFiles(WRONG, async (folder) => {
      const elsewhere = join(folder, '..');
      const before = await plumbline(elsewhere, ['--project', folder, '--format', 'json', 'check']);
      const after = await plumbline(elsewhere, ['check', '--project', folder, '--format', 'json']);
      assert.equal(before.stdout, after.stdout);
      assert.deepEqual([before.code, after.code], [1, 1]);
    });
  });

  test('a project is found from a folder inside it', async () => {
    await withFiles(PROJECT, async (folder) => {
      const { code } = await plumbline(join(folder, 'expectations'), ['check']);
      assert.equal(code, 0);
    });
  });

  test('only what was named is told of: a file, or all in a folder', async () => {
    await withFiles(WRONG, async (folder) => {
      const { code, stdout } = await plumbline(folder, ['check', 'feature_groups/trips.feature-group.yaml']);
      assert.deepEqual([code, stdout], [0, 'nothing wrong in 1 file\n']);
      assert.equal((await plumbline(folder, ['check', 'feature_groups'])).code, 0);
      assert.equal((await plumbline(folder, ['check', 'expectations'])).code, 1);
      assert.equal((await plumbline(folder, ['check', '.'])).code, 1);
    });
  });

  test('paths that lead to no definition: exit code 3, and the nearest name; what is no part of the project: 2', async () => {
    await withFiles({ ...PROJECT, 'notes.txt': '' }, async (folder) => {
      const wrong = async (wanted: number, ...args: string[]) => {
        const { code, stdout, stderr } = await plumbline(folder, ['check', ...args]);
        assert.deepEqual([code, stdout], [wanted, '']);
        return stderr;
      };
      assert.match(
        await wrong(3, 'feature_groups/trip.feature-group.yaml'),
        /no such file\n {2}try: did you mean .*trips/,
      );
      assert.match(await wrong(3, 'notes.txt'), /this is no definition file/);
      assert.match(await wrong(2, '../other.yaml'), /outside the project/);
      assert.match(await wrong(2, '--project', join(folder, 'nowhere')), /there is no such folder/);
      assert.match(
        await wrong(2, '--project', join(folder, 'expectations')),
        /no plumbline\.yaml was found\n {2}why:.*\n {2}try: /,
      );
    });
  });

  test('a change of what is registered is a finding, at the merge base or any other ref', async () => {
    await withFiles(PROJECT, async (folder) => {
      const git = (...args: string[]) =>
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: folder, stdio: 'pipe' });
      git('init', '-q', '-b', 'main');
      git('add', '.');
      git('commit', '-qm', 'first');
      git('tag', 'v1');
      await writeFiles(folder, { 'feature_groups/trips.feature-group.yaml': GROUP.replace('double', 'string') });
      const changed = await plumbline(folder, ['check']);
      assert.match(changed.stdout, /error breaking-schema-change: /);
      assert.match(changed.stdout, /compared with main \([0-9a-f]{7}\)/);
      git('commit', '-qam', 'second');
      assert.equal((await plumbline(folder, ['check'])).code, 0);
      const old = await plumbline(folder, ['check', '--base', 'v1', '--format', 'json']);
      assert.equal(json(old).findings[0].rule, 'breaking-schema-change');
      const unknown = await plumbline(folder, ['check', '--base', 'v9']);
      assert.equal(unknown.code, 2);
      assert.match(unknown.stderr, /v9/);
    });
  });

  for (const [what, script] of [
    ['from the sources', SOURCE],
    ['as it is built', BUILT],
  ] as const) {
    test(`${what}, neither check nor --help loads DuckDB`, async () => {
      await withFiles(PROJECT, async (folder) => {
        // Tells every module that is loaded, by import or by require.
        const listing = `import { registerHooks } from 'node:module';
          registerHooks({ load(url, context, next) { console.error('loaded ' + url); return next(url, context); } });`;
        const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(listing)}` };
        for (const args of [['check'], ['--help']]) {
          const { code, stderr } = await plumbline(folder, args, { script, env });
          assert.equal(code, 0);
          const loaded = stderr.split('\n').filter((line) => line.startsWith('loaded '));
          assert.ok(loaded.length > 0);
          assert.deepEqual(
            loaded.filter((line) => /duckdb|core\/(engine|expectations|pipelines)|cli-run/.test(line)),
            [],
          );
        }
      });
    });
  }

  test('it reads a project whose folder has a space and letters of any alphabet', async () => {
    await withFiles({}, async (folder) => {
      const odd = join(folder, 'Größe 数据');
      await mkdir(odd);
      await writeFiles(odd, WRONG);
      const { code, stdout } = await plumbline(odd, ['check']);
      assert.equal(code, 1);
      assert.match(stdout, /^expectations\//);
    });
  });
});
