import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pythonTestOf } from '../../client/testing/match-outcome.ts';
import { planRun } from '../../client/testing/plan-run.ts';
import type { TestOutcome } from '../../core/views/progress.ts';
import type { TestTarget } from '../../core/views/requests.ts';

const target = (kind: TestTarget['kind'], id: string, children: readonly TestTarget[] = []): TestTarget => ({
  id,
  kind,
  label: id,
  file: id,
  selector: kind === 'folder' ? '' : id,
  children,
});
const TESTS = [
  target('folder', 'suites', [
    target('suite', 'flights', [target('expectation', 'flights#0'), target('expectation', 'flights#1')]),
    target('suite', 'weather', [target('expectation', 'weather#0')]),
  ]),
  target('folder', 'pytest', [
    target('python-file', 'test_a.py', [
      target('python-test', 'test_a.py::one'),
      target('python-test', 'test_a.py::two'),
    ]),
    target('python-file', 'test_b.py', [target('python-test', 'test_b.py::three')]),
  ]),
];

function plan(included: readonly string[] | undefined, excluded: readonly string[] = []) {
  const { suites, pytest, leaves } = planRun(TESTS, included && new Set(included), new Set(excluded));
  return { suites: suites.map(({ id }) => id), pytest, leaves: leaves.map(({ id }) => id) };
}

describe('what is run for a choice in the Testing view', () => {
  test('everything: all suites, and pytest without a selector', () => {
    assert.deepEqual(plan(undefined), {
      suites: ['flights', 'weather'],
      pytest: [],
      leaves: ['flights#0', 'flights#1', 'weather#0', 'test_a.py::one', 'test_a.py::two', 'test_b.py::three'],
    });
  });

  test('one expectation: its suite, of which only that verdict is shown', () => {
    assert.deepEqual(plan(['flights#1']), { suites: ['flights'], pytest: [], leaves: ['flights#1'] });
  });

  test('a file of tests by its own selector, not by that of each test', () => {
    assert.deepEqual(plan(['test_a.py']).pytest, ['test_a.py']);
    assert.deepEqual(plan(['test_a.py::two', 'test_b.py']).pytest, ['test_a.py::two', 'test_b.py']);
  });

  test('without what is excluded, and then by narrower selectors', () => {
    assert.deepEqual(plan(['pytest'], ['test_a.py::one']), {
      suites: [],
      pytest: ['test_a.py::two', 'test_b.py'],
      leaves: ['test_a.py::two', 'test_b.py::three'],
    });
    assert.deepEqual(plan(['suites'], ['flights']).suites, ['weather']);
  });

  test('nothing chosen twice, even if a row and its file both are', () => {
    assert.deepEqual(plan(['test_a.py', 'test_a.py::one']), {
      suites: [],
      pytest: ['test_a.py'],
      leaves: ['test_a.py::one', 'test_a.py::two'],
    });
  });
});

test('all cases of a parametrised test belong to one row', () => {
  const { leaves } = planRun(TESTS, undefined, new Set());
  const outcome = {
    id: 'test_a.py::two[a-[b]]',
    outcome: 'passed',
    file: '',
    line: 0,
    name: 'two',
    seconds: 0,
  } as TestOutcome;
  assert.equal(pythonTestOf(outcome, leaves)?.id, 'test_a.py::two');
});
