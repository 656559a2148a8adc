import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { capture } from '../../core/platform/capture.ts';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { withExamplePython } from '../python/python-kit.ts';
import { EXAMPLE_PYTHON, events, json, plumbline, withFiles, withWorkspace } from './cli-kit.ts';

const options = withExamplePython();
const env = EXAMPLE_PYTHON;
const PROJECT = {
  'plumbline.yaml': 'project: tests\n',
  'tests/test_good.py':
    'import pytest\n\n\ndef test_one():\n    pass\n\n\n@pytest.mark.skip(reason="later")\ndef test_two():\n    pass\n',
};
const WRONG = {
  ...PROJECT,
  'tests/test_wrong.py': 'def half(x):\n    return x / 2\n\n\ndef test_half():\n    assert half(4) == 3\n',
  'tests/test_unreadable.py': 'import nothing_like_this\n',
};

describe('plumbline test', options, () => {
  test('each test as it ends, then the count', async () => {
    await withFiles(PROJECT, async (folder) => {
      const { code, stdout } = await plumbline(folder, ['test'], { env });
      assert.equal(code, 0);
      assert.equal(
        stdout,
        '✓ tests/test_good.py::test_one\n○ tests/test_good.py::test_two skipped: later\n1 test passed, 0 failed, 1 skipped\n',
      );
      assert.equal((await plumbline(folder, ['test', '--quiet'], { env })).stdout, '');
    });
  });

  test('a failure with its place and what pytest says; a file that cannot be read does not stop the others', async () => {
    await withFiles(WRONG, async (folder) => {
      const { code, stdout } = await plumbline(folder, ['test'], { env });
      assert.equal(code, 1);
      assert.match(stdout, /^✗ tests\/test_wrong\.py::test_half tests\/test_wrong\.py:6$/m);
      assert.match(stdout, /^ {4}E +assert 2\.0 == 3$/m);
      assert.match(stdout, /^✗ tests\/test_unreadable\.py tests\/test_unreadable\.py:1$/m);
      assert.match(stdout, /No module named 'nothing_like_this'/);
      assert.match(stdout, /\n1 test passed, 2 failed, 1 skipped\n$/);
      assert.equal((await plumbline(folder, ['test', '--fail-on', 'never'], { env })).code, 0);
    });
  });

  test('JSON: the counts and each test; NDJSON: each test as it ends', async () => {
    await withFiles(WRONG, async (folder) => {
      const args = ['test', 'tests/test_wrong.py'];
      const { passed, failed, skipped, tests, ...others } = json(
        await plumbline(folder, [...args, '--format', 'json'], { env }),
      );
      assert.deepEqual([passed, failed, skipped, others], [0, 1, 0, {}]);
      const [{ seconds, message, ...half }] = tests;
      assert.deepEqual(half, {
        id: 'tests/test_wrong.py::test_half',
        file: 'tests/test_wrong.py',
        line: 4,
        name: 'test_half',
        outcome: 'failed',
        at: { file: 'tests/test_wrong.py', line: 5 },
      });
      assert.ok(seconds >= 0);
      assert.match(message, /assert 2\.0 == 3/);
      const all = events(await plumbline(folder, [...args, '--format', 'ndjson'], { env }));
      const told = all.find((event) => event.event === 'test');
      assert.equal(told?.test.outcome, 'failed');
      assert.equal(all.at(-1)?.event, 'result');
      assert.ok(all.some(({ event }) => event === 'log'));
    });
  });

  test('selectors: a file, a folder, a single test, from here or from the project', async () => {
    await withFiles(WRONG, async (folder) => {
      const passed = async (cwd: string, ...selectors: string[]) => {
        const ended = await plumbline(cwd, ['test', '--format', 'json', ...selectors], { env });
        return json(ended).tests.map(({ id }: { id: string }) => id);
      };
      assert.deepEqual(await passed(folder, 'tests/test_good.py::test_one'), ['tests/test_good.py::test_one']);
      assert.deepEqual(await passed(join(folder, 'tests'), 'test_good.py::test_one'), ['tests/test_good.py::test_one']);
      assert.equal((await passed(folder, 'tests/test_good.py')).length, 2);
      assert.equal((await passed(join(folder, 'tests'), '.')).length, 4);
    });
  });

  test('a selector that leads nowhere: exit code 2', async () => {
    await withFiles(PROJECT, async (folder) => {
      for (const selector of ['tests/test_good.py::test_nope', 'nope']) {
        const { code, stderr } = await plumbline(folder, ['test', selector], { env });
        assert.equal(code, 2);
        assert.match(stderr, /pytest does not find what it is to run\n {2}why: .*not found.*\n {2}try: /);
      }
    });
  });

  test('a selector is never an option of pytest', async () => {
    await withFiles(PROJECT, async (folder) => {
      const { code, stderr } = await plumbline(folder, ['test', '--', '--collect-only'], { env });
      assert.equal(code, 2);
      assert.match(stderr, /--collect-only: pytest does not find what it is to run/);
    });
  });

  test('no tests at all are no failure', async () => {
    await withFiles({ 'plumbline.yaml': 'project: none\n' }, async (folder) => {
      const { code, stdout } = await plumbline(folder, ['test'], { env });
      assert.deepEqual([code, stdout], [0, 'there are no tests\n']);
    });
  });

  test('a Python without pytest: exit code 3, and how to get it', async () => {
    await withTemporaryFolder(async (venv) => {
      await capture({ program: env.PLUMBLINE_PYTHON, args: ['-m', 'venv', '--without-pip', venv] });
      const bare = join(venv, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
      await withFiles(PROJECT, async (folder) => {
        const { code, stderr } = await plumbline(folder, ['test'], { env: { PLUMBLINE_PYTHON: bare } });
        assert.equal(code, 3);
        assert.match(
          stderr,
          /pytest is not installed in the Python of the project\n {2}try: .* -m pip install pytest\n$/,
        );
      });
    });
  });

  for (const workspace of ['credit-card', 'spend-signups'] as const) {
    test(`the tests of the lecture’s project ${workspace} pass`, async () => {
      await withWorkspace(workspace, async (folder) => {
        const { code, stdout } = await plumbline(folder, ['test'], { env });
        assert.equal(code, 0, stdout);
      });
    });
  }
});

test('the lecture’s pipeline is blocked: its youngest card owner is under age', options, async () => {
  await withWorkspace('credit-card', async (folder) => {
    const { code, stdout, stderr } = await plumbline(folder, ['run', 'cc_trans_fraud_features'], { env });
    assert.equal(code, 1);
    assert.match(stdout, /age_at_transaction: the smallest value is 17\.738671, expected between 18 and 130/);
    assert.match(stderr, /output transactions was not taken; nothing was changed/);
  });
});
