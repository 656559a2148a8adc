import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { withExamplePython } from '../python/python-kit.ts';
import { BUILT, EXAMPLE_PYTHON, json, plumbline, SOURCE, withFiles } from './cli-kit.ts';

describe('plumbline init', () => {
  for (const [what, script] of [
    ['from the sources', SOURCE],
    ['as it is built', BUILT],
  ] as const) {
    test(`the first full run ends green, ${what}`, async () => {
      await withFiles({}, async (folder) => {
        const green = async (...args: string[]) => {
          const { code, stdout, stderr } = await plumbline(folder, args, { script });
          assert.equal(code, 0, `${args.join(' ')}: ${stdout}${stderr}`);
          return stdout;
        };
        const told = await green('init');
        const next = [...told.matchAll(/^ {2}plumbline (\w+(?: \w+)?)/gm)].map(([, call = '']) => call.split(' '));
        assert.deepEqual(
          next.map(([command]) => command),
          ['check', 'run', 'validate', 'run', 'deploy', 'serve', 'drift', 'lineage'],
        );
        assert.match(await green('check', '--fail-on', 'warning'), /^nothing wrong/);
        assert.match(await green('run', 'orders_features'), /✓ orders: all 8 expectations hold \(orders@1, 1,200 rows/);
        assert.match(await green('validate', '--fail-on', 'warning'), /^✓ orders: all 8 expectations hold/);
        assert.match(await green('commits', 'orders'), /upsert +1,200 +1,200 added/);
        assert.match(await green('drift', 'orders_inputs'), /^✓ no drift in 5 features/);
        assert.match(await green('lineage', 'orders'), /written by orders_features \(pipeline\)/);
        assert.match(await green('profile', 'orders'), /^name: orders$/m);
      });
    });
  }

  test('its model is trained, judged and deployed', withExamplePython(), async () => {
    await withFiles({}, async (folder) => {
      const env = EXAMPLE_PYTHON;
      await plumbline(folder, ['init']);
      await plumbline(folder, ['run', 'orders_features'], { env });
      const trained = await plumbline(folder, ['run', 'train_late_orders'], { env });
      assert.equal(trained.code, 0, trained.stdout + trained.stderr);
      assert.match(trained.stdout, /✓ train_late_orders trained late_orders@1: its gate holds/);
      const deployed = await plumbline(folder, ['deploy', 'late_orders'], { env });
      assert.match(deployed.stdout, /^✓ late_orders deployed: version 1/);
      const { stdout: up } = await plumbline(folder, ['lineage', 'model:late_orders@1', '--up'], { env });
      for (const part of [/trained on late_orders@1\/1/, /reads data\/raw\/orders\.csv/, /computed by .*hour/]) {
        assert.match(up, part);
      }
    });
  });

  test('its Python tests pass', withExamplePython(), async () => {
    await withFiles({}, async (folder) => {
      await plumbline(folder, ['init']);
      const { code, stdout } = await plumbline(folder, ['test'], { env: EXAMPLE_PYTHON });
      assert.equal(code, 0, stdout);
      assert.match(stdout, /\n3 tests passed, 0 failed\n$/);
    });
  });

  test('makes the folder that is named, or that --project names', async () => {
    await withFiles({}, async (folder) => {
      const there = json(await plumbline(folder, ['init', 'my/shop', '--format', 'json']));
      assert.equal(there.root, join(folder, 'my/shop'));
      assert.ok(there.files.includes('plumbline.yaml') && there.files.includes('.gitignore'));
      assert.deepEqual(there.kept, []);
      const other = json(await plumbline(folder, ['init', '--project', join(folder, 'other'), '--format', 'json']));
      assert.equal(other.root, join(folder, 'other'));
    });
  });

  test('what is in the folder already stays as it is', async () => {
    await withFiles({ 'README.md': 'mine\n', '.gitignore': 'x\n' }, async (folder) => {
      const { code, stdout } = await plumbline(folder, ['init']);
      assert.equal(code, 0);
      assert.match(
        stdout,
        /As it was: (README\.md, \.gitignore|\.gitignore, README\.md)\nAdd \.plumbline\/ to your \.gitignore/,
      );
      assert.equal(await readFile(join(folder, 'README.md'), 'utf8'), 'mine\n');
      assert.equal(await readFile(join(folder, '.gitignore'), 'utf8'), 'x\n');
      assert.equal((await plumbline(folder, ['check'])).code, 0);
    });
  });

  test('a project is not made twice', async () => {
    await withFiles({ 'plumbline.yml': 'project: mine\n' }, async (folder) => {
      const { code, stderr } = await plumbline(folder, ['init']);
      assert.equal(code, 2);
      assert.match(stderr, /there is a plumbline\.yml already\n {2}why: .*\n {2}try: /);
    });
  });
});
