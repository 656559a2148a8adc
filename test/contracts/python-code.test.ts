import assert from 'node:assert/strict';
import { test } from 'node:test';
import { samePythonCode } from '../../core/contracts/same-python-code.ts';

const before = 'def late(arr_delay):\n    # minutes\n    return arr_delay > 15';

test('comments, blank lines and blanks inside a line do not make other code', () => {
  assert.ok(samePythonCode(before, 'def late( arr_delay ):\n\n    return   arr_delay>15  # a quarter\n'));
});

test('the depth of the whole does not make other code', () => {
  assert.ok(samePythonCode(before, 'def late(arr_delay):\n        return arr_delay > 15'));
});

test('another value, name or order is other code', () => {
  assert.ok(!samePythonCode(before, 'def late(arr_delay):\n    return arr_delay > 16'));
  assert.ok(!samePythonCode(before, 'def late(delay):\n    return delay > 15'));
});

test('what is inside a string counts letter by letter', () => {
  assert.ok(!samePythonCode('def f(x):\n    return x + "a b"', 'def f(x):\n    return x + "a  b"'));
  assert.ok(!samePythonCode('def f(x):\n    return x + "# a"', 'def f(x):\n    return x + "# b"'));
});

test('words that a blank holds apart are not words that stand together', () => {
  assert.ok(!samePythonCode('def f(x):\n    return not x', 'def f(x):\n    return notx'));
});

test('a line that moves into a block is other code', () => {
  const inside = 'def f(x):\n    if x:\n        x = 1\n        x = 2\n    return x';
  const outside = 'def f(x):\n    if x:\n        x = 1\n    x = 2\n    return x';
  assert.ok(!samePythonCode(inside, outside));
});

test('indentation of another width, and lines wrapped in brackets, are the same code', () => {
  const four = 'def f(a, b):\n    if a:\n        return max(a, b)\n    return b';
  const two = 'def f(a, b):\n  if a:\n    return max(\n      a,\n      b)\n  return b';
  assert.ok(samePythonCode(four, two));
});

test('two statements on two lines are not one', () => {
  assert.ok(!samePythonCode('def f(x):\n    x\n    -1', 'def f(x):\n    x -1'));
});
