import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openRegistry } from '../../core/registry/registry.ts';
import { listRuns } from '../../core/registry/runs.ts';
import { json, plumbline, withFiles } from './cli-kit.ts';

const FILES = {
  'data.csv': 'a,b\n1,x\n2,y\n,"<z>"\n',
  'suite.yaml': `name: lone
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: a, mostly: 0.9 }
    severity: warning
  - type: expect_column_values_to_be_in_set
    kwargs: { column: b, value_set: [x, y] }
`,
};
const LONE = ['validate', '--suite', 'suite.yaml', '--data', 'data.csv'];

const PROJECT = {
  'shop/plumbline.yaml': 'project: shop\n',
  'shop/feature_groups/trips.feature-group.yaml': `name: trips
version: 1
description: One row per trip.
primary_key: [id]
features:
  - { name: id, type: string, description: Number of the trip. }
`,
  'shop/expectations/trips.expectations.yaml': `name: trips
feature_group: trips@1
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: idd }
`,
};

describe('plumbline validate --report', () => {
  test('writes all kinds at once, beside the text and its exit code', async () => {
    await withFiles(FILES, async (folder) => {
      const reports = [
        'junit=out/j.xml',
        'sarif=out/s.sarif',
        'markdown=out/m.md',
        'html=out/pages',
        'openlineage=out/l.ndjson',
        'github',
      ];
      const { code, stdout, stderr } = await plumbline(folder, [
        ...LONE,
        ...reports.flatMap((each) => ['--report', each]),
      ]);
      assert.deepEqual([code, stderr], [1, '']);
      assert.match(stdout, /✗ lone: 0 of 2 expectations hold/);
      assert.match(
        stdout,
        /^::error file=suite\.yaml,line=6,endLine=7,title=lone%3A values to be in set \(data\.csv\)::b: 1 of 3/m,
      );
      const read = (path: string) => readFile(join(folder, 'out', path), 'utf8');
      assert.match(await read('j.xml'), /tests="2" failures="1" errors="0"/);
      const [first] = JSON.parse(await read('s.sarif')).runs[0].results;
      assert.equal(first.locations[0].physicalLocation.region.startLine, 3);
      assert.match(await read('m.md'), /the suite does not hold/);
      assert.match(await read('pages/index.html'), /href="suites\/lone-data-csv\.html"/);
      const page = await read('pages/suites/lone-data-csv.html');
      assert.match(page, /<td>&lt;z&gt;<\/td>/, 'rows that fail are shown, though the text does not ask for them');
      const events = (await read('l.ndjson'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      assert.match(events[1].inputs[0].name, /\/data\.csv$/);
    });
  });

  test('in a repository names files from its top, wherever the command is given; the run has its own id', async () => {
    await withFiles({ ...PROJECT, 'shop/rows.csv': 'id\n1\n' }, async (folder) => {
      execFileSync('git', ['init', '-q'], { cwd: folder });
      const suite = PROJECT['shop/expectations/trips.expectations.yaml'].replace('idd', 'id');
      await writeFile(join(folder, 'shop/expectations/trips.expectations.yaml'), suite);
      const args = [
        'validate',
        'trips',
        '--data',
        'rows.csv',
        '--report',
        'junit=j.xml',
        '--report',
        'openlineage=l.ndjson',
      ];
      assert.equal((await plumbline(join(folder, 'shop'), args)).code, 0);
      assert.match(
        await readFile(join(folder, 'shop/j.xml'), 'utf8'),
        /file="shop\/expectations\/trips\.expectations\.yaml" line="4"/,
      );
      const event = JSON.parse((await readFile(join(folder, 'shop/l.ndjson'), 'utf8')).split('\n')[1] ?? '');
      assert.equal(event.job.namespace, 'plumbline:shop');
      assert.equal(event.inputs[0].name, 'feature-group:trips@1');
      const registry = await openRegistry(join(folder, 'shop/.plumbline'));
      assert.equal((await registry.read((db) => listRuns(db, { limit: 5 }))).length, 1);
      registry.dispose();
    });
  });

  test('a report on standard output takes the place of the text', async () => {
    await withFiles(FILES, async (folder) => {
      const { stdout, code } = await plumbline(folder, [...LONE, '--report', 'sarif=-']);
      assert.equal(JSON.parse(stdout).version, '2.1.0');
      assert.equal(code, 1);
    });
  });

  test('a summary is added to what GITHUB_STEP_SUMMARY names', async () => {
    await withFiles({ ...FILES, 'summary.md': 'before\n' }, async (folder) => {
      const env = { GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
      await plumbline(folder, [...LONE, '--report', 'markdown'], { env });
      assert.match(await readFile(join(folder, 'summary.md'), 'utf8'), /^before\n## ❌ Data/);
      const without = await plumbline(folder, [...LONE, '--report', 'markdown'], {
        env: { GITHUB_STEP_SUMMARY: undefined },
      });
      assert.equal(without.code, 2);
      assert.match(without.stderr, /GITHUB_STEP_SUMMARY.* is not set/);
    });
  });

  test('what cannot be written is told before any data is read, as far as that can be known', async () => {
    await withFiles({ ...FILES, 'site/index.html': '<h1>mine</h1>' }, async (folder) => {
      await mkdir(join(folder, 'folder'));
      for (const [report, message] of [
        ['junt=x', /there is no report junt here; did you mean "junit"\?/],
        ['junit', /the report junit needs a file/],
        ['junit=folder', /needs a file, and this is a folder/],
        ['html=suite.yaml', /needs a folder, and this is a file/],
        ['html=site', /there are pages of somebody else already/],
        ['html=-', /the report html needs a folder/],
      ] as const) {
        const { code, stdout, stderr } = await plumbline(folder, [...LONE, '--report', report]);
        assert.deepEqual([code, stdout], [2, ''], report);
        assert.match(stderr, message);
      }
      assert.equal(await readFile(join(folder, 'site/index.html'), 'utf8'), '<h1>mine</h1>');
      const unwritable = await plumbline(folder, [...LONE, '--report', 'junit=data.csv/j.xml', '--format', 'json']);
      assert.equal(unwritable.code, 3);
      assert.match(json(unwritable).error.message, /cannot write the file/);
    });
  });

  test('two things do not go to one place', async () => {
    await withFiles(FILES, async (folder) => {
      for (const args of [
        ['--report', 'github', '--format', 'json'],
        ['--report', 'junit=-', '--report', 'sarif=-'],
        ['--report', 'junit=a', '--report', 'sarif=./a'],
      ]) {
        const { code, stderr } = await plumbline(folder, [...LONE, ...args]);
        assert.equal(code, 2);
        assert.match(stderr, /cannot (both )?go to/);
      }
    });
  });

  test('pages are written anew over those of an earlier time', async () => {
    await withFiles(FILES, async (folder) => {
      const args = [...LONE, '--report', 'html=pages', '--quiet'];
      await plumbline(folder, args);
      await writeFile(join(folder, 'data.csv'), 'a,b\n1,x\n');
      assert.equal((await plumbline(folder, args)).code, 0);
      assert.match(await readFile(join(folder, 'pages/index.html'), 'utf8'), /the suite holds/);
    });
  });
});

describe('plumbline check --report', () => {
  test('writes JUnit, SARIF, a summary and annotations', async () => {
    await withFiles(PROJECT, async (folder) => {
      execFileSync('git', ['init', '-q'], { cwd: folder });
      const reports = ['junit=j.xml', 'sarif=s.sarif', 'markdown=m.md', 'github'];
      const args = ['--project', 'shop', 'check', ...reports.flatMap((each) => ['--report', each])];
      const { code, stdout } = await plumbline(folder, args);
      assert.equal(code, 1);
      const place = 'shop/expectations/trips.expectations.yaml';
      assert.match(
        stdout,
        new RegExp(`^::error file=${place},line=5,endLine=5,col=23,endColumn=26,title=unknown-column::`, 'm'),
      );
      const [result] = JSON.parse(await readFile(join(folder, 's.sarif'), 'utf8')).runs[0].results;
      assert.equal(result.locations[0].physicalLocation.artifactLocation.uri, place);
      assert.match(await readFile(join(folder, 'j.xml'), 'utf8'), /<failure type="unknown-column"/);
      assert.match(await readFile(join(folder, 'm.md'), 'utf8'), /1 error/);
    });
  });

  test('has no pages and no lineage', async () => {
    await withFiles(PROJECT, async (folder) => {
      const { code, stderr } = await plumbline(folder, ['--project', 'shop', 'check', '--report', 'html=x']);
      assert.equal(code, 2);
      assert.match(stderr, /there is no report html here.*\n.*junit, sarif, markdown, github/);
      assert.equal(existsSync(join(folder, 'x')), false);
    });
  });
});
