import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { writeFiles } from '../platform/folder-kit.ts';
import { MODULES, python, withExamplePython } from './python-kit.ts';

const options = withExamplePython();

interface Event {
  readonly event: 'collected' | 'started' | 'finished';
  readonly id?: string;
  readonly tests?: readonly { id: string; file: string; line: number; name: string }[];
  readonly outcome?: string;
  readonly duration?: number;
  readonly message?: string | null;
  readonly longrepr?: string | null;
  readonly file?: string | null;
  readonly line?: number | null;
}

/** Runs pytest over some files with the plugin, and gives what was reported, files relative to their folder. */
async function report(files: Readonly<Record<string, string>>, ...args: string[]): Promise<readonly Event[]> {
  return withTemporaryFolder(async (folder) => {
    await writeFiles(folder, files);
    const target = join(folder, 'report.ndjson');
    await python(
      ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', '-p', 'plumbline_pytest', '--rootdir', folder, ...args],
      folder,
      { PYTHONPATH: MODULES, PLUMBLINE_TEST_REPORT: target },
    );
    const lines = (await readFile(target, 'utf8')).trimEnd().split('\n');
    const inFolder = `"file": ${JSON.stringify(folder).slice(0, -1)}`;
    return lines.map((line) => JSON.parse(line.replaceAll(`${inFolder}/`, '"file": "')) as Event);
  });
}

/** How each test ended: outcome, and the line (counted from 1) on which to show it. */
function endings(events: readonly Event[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    events
      .filter(({ event }) => event === 'finished')
      .map(({ id, outcome, file, line }) => [id, file ? `${outcome} at ${file}:${(line ?? 0) + 1}` : outcome]),
  ) as Record<string, string>;
}

test('tests are announced with the place where each begins', options, async () => {
  const [collected, ...rest] = await report(
    {
      'test_a.py': [
        'import pytest',
        '',
        'def test_plain(): pass',
        '',
        '@pytest.mark.parametrize("n", [1, 2])',
        'def test_each(n): pass',
        '',
        'class TestGroup:',
        '    def test_inside(self): pass',
      ].join('\n'),
    },
    '--collect-only',
  );
  assert.deepEqual(collected?.tests, [
    { id: 'test_a.py::test_plain', file: 'test_a.py', line: 2, name: 'test_plain' },
    { id: 'test_a.py::test_each[1]', file: 'test_a.py', line: 4, name: 'test_each[1]' },
    { id: 'test_a.py::test_each[2]', file: 'test_a.py', line: 4, name: 'test_each[2]' },
    { id: 'test_a.py::TestGroup::test_inside', file: 'test_a.py', line: 8, name: 'test_inside' },
  ]);
  assert.deepEqual(rest, []);
});

test('a test that passes is started and finished, and there is nothing more to say of it', options, async () => {
  const events = await report({ 'test_a.py': 'def test_one():\n    print("noise")\n' });
  const [, started, finished, ...rest] = events;
  assert.deepEqual(started, { event: 'started', id: 'test_a.py::test_one' });
  assert.ok((finished?.duration ?? -1) >= 0);
  assert.deepEqual(
    { ...finished, duration: 0 },
    {
      event: 'finished',
      id: 'test_a.py::test_one',
      outcome: 'passed',
      duration: 0,
      message: null,
      longrepr: null,
      file: null,
      line: null,
    },
  );
  assert.deepEqual(rest, []);
});

test('a failure inside a library is shown on the line of the test that called it', options, async () => {
  const events = await report({
    'test_a.py': [
      'import pandas as pd',
      'from pandas.testing import assert_series_equal',
      '',
      'def test_speed():',
      '    expected = pd.Series([2.0])',
      '    assert_series_equal(pd.Series([1.0]), expected)',
      '',
    ].join('\n'),
  });
  assert.deepEqual(endings(events), { 'test_a.py::test_speed': 'failed at test_a.py:6' });
  const failure = events.at(-1);
  assert.match(failure?.message ?? '', /^AssertionError: Series are different/);
  assert.match(failure?.longrepr ?? '', /\[left\]: {2}\[1\.0\]/);
});

test('what goes wrong around a test is an error, at the fixture if that is in the same file', options, async () => {
  const events = await report({
    'test_a.py': [
      'import pytest',
      '@pytest.fixture',
      'def rows():',
      '    raise RuntimeError("no rows")',
      '@pytest.fixture',
      'def table():',
      '    yield',
      '    raise RuntimeError("cannot close")',
      'def test_before(rows): pass',
      'def test_after(table): pass',
      'def test_both(table): assert False',
    ].join('\n'),
  });
  assert.deepEqual(endings(events), {
    'test_a.py::test_before': 'error at test_a.py:4',
    'test_a.py::test_after': 'error at test_a.py:8',
    'test_a.py::test_both': 'failed at test_a.py:11',
  });
});

test('skipped tests say why; a failure that was expected counts as skipped, its absence may not', options, async () => {
  const events = await report({
    'test_a.py': [
      'import pytest',
      '@pytest.mark.skip(reason="not today")',
      'def test_skipped(): pass',
      'def test_skips(): pytest.skip("no data")',
      '@pytest.mark.xfail(reason="known")',
      'def test_known(): assert False',
      '@pytest.mark.xfail(strict=True)',
      'def test_mended(): pass',
    ].join('\n'),
  });
  assert.deepEqual(
    events.filter(({ event }) => event === 'finished').map(({ id, outcome, message }) => [id, outcome, message]),
    [
      ['test_a.py::test_skipped', 'skipped', 'not today'],
      ['test_a.py::test_skips', 'skipped', 'no data'],
      ['test_a.py::test_known', 'skipped', 'known'],
      ['test_a.py::test_mended', 'failed', '[XPASS(strict)] '],
    ],
  );
});

test('a file that cannot be collected is an error on the line that is at fault', options, async () => {
  const events = await report(
    {
      'broken.py': 'def half(:\n',
      'test_import.py': 'import os\nimport no_such_module\n',
      'test_name.py': '\n\nprint(undefined)\n',
      'test_syntax.py': 'import broken\n',
      'test_whole.py': 'def test_one(): pass\n',
    },
    '--continue-on-collection-errors',
  );
  assert.deepEqual(endings(events), {
    'test_import.py': 'error at test_import.py:2',
    'test_name.py': 'error at test_name.py:3',
    'test_syntax.py': 'error at broken.py:1',
    'test_whole.py::test_one': 'passed',
  });
  assert.equal(events[0]?.message, "ModuleNotFoundError: No module named 'no_such_module'");
});

test('without a place to report to, the plugin keeps out of the way', options, async () => {
  await withTemporaryFolder(async (folder) => {
    await writeFiles(folder, { 'test_a.py': 'def test_one(): pass\n' });
    const args = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', '-p', 'plumbline_pytest'];
    const { exitCode, stdout } = await python(args, folder, { PYTHONPATH: MODULES });
    assert.equal(exitCode, 0);
    assert.match(stdout.toString(), /1 passed/);
  });
});
