import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { EXAMPLE_PYTHON, plumbline, ROOT, withFiles } from './cli-kit.ts';

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: { readonly path?: string; readonly sarif_file?: string };
}

const page = readFileSync(join(ROOT, 'docs/ci.md'), 'utf8');
const [workflow = '', gitlab = ''] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text);
const steps: readonly Step[] = parse(workflow).jobs.plumbline.steps;
const commandsIn = (texts: readonly string[]) => texts.filter((text) => text.startsWith('plumbline '));
const words = (command: string) => command.trim().split(/\s+/).slice(1);

describe('the page on CI', () => {
  test('has a workflow whose commands run in a new project, and leave what its other steps take', async () => {
    await withFiles({ 'summary.md': '' }, async (folder) => {
      assert.equal((await plumbline(folder, ['init'])).code, 0);
      const git = (...args: readonly string[]) =>
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: folder });
      git('init', '-q', '-b', 'main');
      git('add', '.');
      git('commit', '-q', '-m', 'as it is');
      const env = { ...EXAMPLE_PYTHON, GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
      const commands = commandsIn(steps.flatMap(({ run }) => run ?? []));
      assert.equal(commands.length, 3);
      for (const command of commands) {
        const { code, stdout, stderr } = await plumbline(folder, words(command), { env });
        assert.equal(code, 0, `${command}\n${stdout}${stderr}`);
      }
      for (const { with: taken } of steps) {
        for (const path of [taken?.path, taken?.sarif_file])
          if (path !== undefined) assert.ok(existsSync(join(folder, path)), path);
      }
      assert.match(await readFile(join(folder, 'summary.md'), 'utf8'), /^## ✅ Definitions: [\s\S]*^## ✅ Data: /m);
      // A second run comes upon the reports of the first one.
      await writeFile(join(folder, 'reports/check.xml'), 'old');
      assert.equal((await plumbline(folder, words(commands[0] ?? ''), { env })).code, 0);
      assert.match(await readFile(join(folder, 'reports/check.xml'), 'utf8'), /^<\?xml/);
    });
  });

  test('has commands for others whose options there are', async () => {
    const commands = commandsIn(parse(gitlab).data.script);
    assert.equal(commands.length, 1);
    await withFiles({}, async (folder) => {
      const { code, stderr } = await plumbline(folder, words(commands[0] ?? ''));
      assert.deepEqual([code, /no plumbline\.yaml was found/.test(stderr)], [2, true]);
    });
  });

  test('names every report, and no other', async () => {
    await withFiles({}, async (folder) => {
      const { stdout } = await plumbline(folder, ['validate', '--help']);
      const there = /write a report:\s+([\s\S]*?);/.exec(stdout)?.[1]?.split(/,\s+/) ?? [];
      const told = [...page.matchAll(/`--report (\w+)/g)].map(([, kind]) => kind);
      assert.deepEqual(new Set(told), new Set(there));
    });
  });
});
