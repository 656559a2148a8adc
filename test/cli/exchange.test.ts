import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { CASES, missingCases } from '../expectations/conformance-cases.ts';
import { json, plumbline, withFiles } from './cli-kit.ts';

const ORDERS = JSON.stringify({
  name: 'orders.daily',
  expectations: [
    { type: 'expect_column_values_to_not_be_null', kwargs: { column: 'id' }, meta: {}, severity: 'warning', id: 'e-1' },
  ],
  meta: { great_expectations_version: '1.24.1' },
});
const YAML = `name: orders_daily
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: id }
    severity: warning
    id: e-1
meta: { great_expectations_version: 1.24.1, great_expectations_name: orders.daily }
`;
const BAD = ORDERS.replace('not_be_null', 'not_be_nill').replace('orders.daily', 'bad');
const PROJECT = { 'plumbline.yaml': 'project: shop\n', 'old/expectations/orders.json': ORDERS };

describe('plumbline import gx', () => {
  test('without a project writes beside where one stands', async () => {
    await withFiles({ 'in/orders.json': ORDERS }, async (folder) => {
      const { code, stdout, stderr } = await plumbline(folder, ['import', 'gx', 'in/orders.json']);
      assert.deepEqual([code, stderr], [0, '']);
      assert.match(stdout, /^✓ in\/orders\.json → orders_daily\.expectations\.yaml\n/);
      assert.equal(await readFile(join(folder, 'orders_daily.expectations.yaml'), 'utf8'), YAML);
    });
  });

  test('in a project writes into expectations, and the project is in order', async () => {
    await withFiles({ ...PROJECT, '.gitignore': 'old/\n' }, async (folder) => {
      const ended = await plumbline(folder, ['import', 'gx', 'old/expectations/orders.json', '--format', 'json']);
      const [suite] = json(ended).suites;
      assert.deepEqual(
        [suite.suite, suite.output, suite.status],
        ['orders_daily', 'expectations/orders_daily.expectations.yaml', 'written'],
      );
      assert.match(suite.notes.join('\n'), /a suite of the project, too/);
      assert.equal((await plumbline(folder, ['check'])).code, 0);
    });
  });

  test('takes what is right, tells of what is not, and ends with 1', async () => {
    await withFiles(
      { 'gx/a.json': ORDERS, 'gx/b.json': BAD, 'gx/c.json': ORDERS, 'gx/package.json': '{"name": "x"}' },
      async (folder) => {
        const ended = await plumbline(folder, ['import', 'gx', 'gx', '-o', 'out', '--format', 'json']);
        const { suites, rejected } = json(ended);
        assert.equal(ended.code, 1);
        assert.deepEqual(
          suites.map(({ file }: { file: string }) => file),
          ['gx/a.json'],
        );
        assert.deepEqual(
          rejected.map(({ file, message }: Record<string, string>) => [file, message]),
          [
            [
              'gx/b.json:1:31',
              'expect_column_values_to_not_be_nill: there is no expectation type expect_column_values_to_not_be_nill; did you mean "expect_column_values_to_not_be_null"?',
            ],
            ['gx/c.json', 'the suite orders_daily comes from gx/a.json already'],
          ],
        );
      },
    );
  });

  test('writes over nothing, unless it is asked to', async () => {
    await withFiles({ 'orders.json': ORDERS, 'orders_daily.expectations.yaml': 'mine\n' }, async (folder) => {
      const refused = await plumbline(folder, ['import', 'gx', 'orders.json']);
      assert.equal(refused.code, 3);
      assert.match(refused.stdout, /there is another file of that name already\n.*--force/);
      assert.equal(await readFile(join(folder, 'orders_daily.expectations.yaml'), 'utf8'), 'mine\n');
      assert.equal((await plumbline(folder, ['import', 'gx', 'orders.json', '--force'])).code, 0);
      const again = await plumbline(folder, ['import', 'gx', 'orders.json']);
      assert.match(again.stdout, /\(as it was\)/);
    });
  });

  test('what is no suite is refused by its name, and so is nothing', async () => {
    await withFiles({ 'package.json': '{"name": "x"}', 'empty/readme.txt': '' }, async (folder) => {
      const named = await plumbline(folder, ['import', 'gx', 'package.json']);
      assert.deepEqual([named.code, /no suite of Great Expectations/.test(named.stdout)], [3, true]);
      for (const [args, message, wanted] of [
        [['gx', 'empty'], /there is no suite of Great Expectations/, 3],
        [['gx', 'nowhere'], /no such file or folder/, 3],
        [['dbt', 'empty'], /Allowed choices are gx/, 2],
      ] as const) {
        const { code, stderr } = await plumbline(folder, ['import', ...args]);
        assert.equal(code, wanted);
        assert.match(stderr, message);
      }
    });
  });

  test('a folder of Great Expectations: suites, checkpoints as commands, results told of', {
    skip: missingCases,
  }, async () => {
    await withFiles({}, async (folder) => {
      const ended = await plumbline(folder, ['import', 'gx', join(CASES, 'gx-files'), '-o', 'out', '--format', 'json']);
      const { suites, rejected, checkpoints, not_imported } = json(ended);
      assert.deepEqual([suites.length, rejected.length, checkpoints.length, not_imported.length], [4, 4, 2, 5]);
      const [{ file }] = suites;
      assert.ok(existsSync(file));
      const back = await plumbline(folder, ['export', 'gx', 'out/orders.expectations.yaml', '--format', 'json']);
      assert.equal(json(back).suites[0].suite.expectations.length, 16);
    });
  });
});

describe('plumbline export gx', () => {
  test('prints one suite as Great Expectations keeps it', async () => {
    await withFiles({ 'orders.expectations.yaml': YAML }, async (folder) => {
      const { code, stdout } = await plumbline(folder, ['export', 'gx', 'orders.expectations.yaml']);
      assert.equal(code, 0);
      assert.deepEqual(JSON.parse(stdout), JSON.parse(ORDERS));
    });
  });

  test('writes all suites of a project into a folder, each under the name it has there', async () => {
    await withFiles(
      {
        'plumbline.yaml': 'project: shop\n',
        'a/orders.expectations.yaml': YAML,
        'a/b.expectations.yaml': 'name: b\nexpectations: []\n',
      },
      async (folder) => {
        const { code, stdout } = await plumbline(folder, ['export', 'gx', '-o', 'gx/expectations']);
        assert.equal(code, 0);
        assert.match(stdout, /✓ a\/orders\.expectations\.yaml → gx\/expectations\/orders\.daily\.json\n/);
        assert.match(stdout, /orders\.daily\.json is a suite of the project, too/);
        assert.deepEqual(
          JSON.parse(await readFile(join(folder, 'gx/expectations/orders.daily.json'), 'utf8')),
          JSON.parse(ORDERS),
        );
        const several = await plumbline(folder, ['export', 'gx']);
        assert.deepEqual([several.code, /need a folder/.test(several.stderr)], [2, true]);
      },
    );
  });

  test('refuses what Great Expectations would read as something else, at its line', async () => {
    const arithmetic = YAML.replace('{ column: id }', '{ column: id, row_condition: "a > b / 2" }');
    await withFiles({ 'orders.expectations.yaml': arithmetic }, async (folder) => {
      const { code, stdout } = await plumbline(folder, ['export', 'gx', 'orders.expectations.yaml', '-o', 'out']);
      assert.equal(code, 3);
      assert.match(
        stdout,
        /✗ orders\.expectations\.yaml:4:\d+: Great Expectations has no words for this row condition/,
      );
      assert.equal(existsSync(join(folder, 'out')), false);
    });
  });

  test('a name that no suite has is told with the nearest', async () => {
    await withFiles({ 'plumbline.yaml': 'project: shop\n', 'orders.expectations.yaml': YAML }, async (folder) => {
      const { code, stderr } = await plumbline(folder, ['export', 'gx', 'orders_dayly']);
      assert.equal(code, 2);
      assert.match(stderr, /did you mean orders_daily\?/);
    });
  });
});
