import assert from 'node:assert/strict';
import { cp, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { capture } from '../../core/platform/capture.ts';
import { BUILT, plumbline, ROOT, withFiles, withWorkspace } from './cli-kit.ts';

const NO_SHELL = { skip: process.platform === 'win32' && 'Windows has no bash' };

describe('the built command', () => {
  test('is what `npx --no-install plumbline` starts in the checkout, in any folder of it', async () => {
    const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
    for (const folder of ['.', 'examples/flights']) {
      const { exitCode, stdout } = await capture({
        program: npx,
        args: ['--no-install', 'plumbline', '--version'],
        cwd: join(ROOT, folder),
      });
      assert.equal(exitCode, 0);
      assert.match(stdout.toString(), /^\d+\.\d+\.\d+\n$/);
    }
  });

  test('works where nothing else of the checkout is', async () => {
    await withFiles({}, async (folder) => {
      const dist = join(folder, 'installed/dist');
      await cp(dirname(BUILT), dist, { recursive: true });
      const project = join(folder, 'project');
      await mkdir(project);
      const script = join(dist, 'cli.js');
      assert.equal((await plumbline(project, ['init'], { script })).code, 0);
      const { code, stdout } = await plumbline(project, ['check'], { script });
      assert.deepEqual([code, stdout], [0, 'nothing wrong in 9 files\n']);
      assert.equal((await plumbline(project, ['lineage', 'orders'], { script })).code, 0);
      // The native part of the engine is not in the folder, and it says so.
      const engine = await plumbline(project, ['profile', 'data/raw/orders.csv'], { script });
      assert.equal(engine.code, 3);
      assert.match(engine.stderr, /DuckDB cannot be loaded\n {2}why: .*\n {2}try: /);
    });
  });

  test('does without what Node 20 does not have', async () => {
    const older = 'delete Map.groupBy; delete Promise.withResolvers;';
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(older)}` };
    await withWorkspace('credit-card', async (folder) => {
      const { code, stdout, stderr } = await plumbline(folder, ['lineage', 'cc_trans_fraud'], { script: BUILT, env });
      assert.equal(code, 0, stderr);
      assert.match(stdout, /read by|judged by/);
    });
  });

  test('keeps what Node compiled in the folder of the user, and works where it cannot', async () => {
    await withFiles({ file: 'no folder' }, async (folder) => {
      const run = async (home: string) => {
        const own = { NODE_COMPILE_CACHE: undefined, XDG_CACHE_HOME: undefined, LOCALAPPDATA: undefined };
        const env = { ...own, HOME: home, USERPROFILE: home };
        const { code, stderr } = await plumbline(folder, ['--help'], { script: BUILT, env });
        assert.deepEqual([code, stderr], [0, '']);
      };
      await run(join(folder, 'file'));
      await run(join(folder, 'home'));
      const kept = await readdir(join(folder, 'home'), { recursive: true });
      assert.ok(
        kept.some((name) => /plumbline.compiled.v\d/.test(name)),
        kept.join(),
      );
    });
  });

  test('tells a mistake in few words, without a stack', async () => {
    await withFiles({}, async (folder) => {
      for (const args of [['chek'], ['check', '--nope'], ['run'], ['lineage'], ['--format', 'xml', 'check'], []]) {
        const { code, stdout, stderr } = await plumbline(folder, args, { script: BUILT });
        assert.deepEqual([code, stdout], [2, ''], args.join(' '));
        assert.doesNotMatch(stderr, /\n {4}at /);
      }
      const { stderr } = await plumbline(folder, ['chek'], { script: BUILT });
      assert.match(stderr, /unknown command 'chek'\n\(Did you mean check\?\)/);
    });
  });

  test('--help and --version end with 0', async () => {
    await withFiles({}, async (folder) => {
      const help = await plumbline(folder, ['--help'], { script: BUILT });
      assert.equal(help.code, 0);
      for (const command of ['init', 'check', 'validate', 'profile', 'run', 'test', 'lineage', 'lsp'])
        assert.match(help.stdout, new RegExp(`^ {2}${command} `, 'm'));
      const own = await plumbline(folder, ['validate', '--help'], { script: BUILT });
      assert.match(own.stdout, /Examples:\n {2}plumbline validate\n/);
      assert.equal((await plumbline(folder, ['--version'], { script: BUILT })).code, 0);
    });
  });

  test('a reader that stops reading ends neither the work nor its exit code', NO_SHELL, async () => {
    await withWorkspace('credit-card', async (folder) => {
      const { exitCode, stdout } = await capture({
        program: 'bash',
        args: [
          '-c',
          `set -o pipefail; "${process.execPath}" "${BUILT}" validate cc_trans_fraud --data data/cc_trans_fraud.csv | true`,
        ],
        cwd: folder,
      });
      assert.deepEqual([exitCode, stdout.toString()], [1, '']);
    });
  });
});
