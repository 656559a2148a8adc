import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withLowerBounds } from '../../core/engine/regex-syntax.ts';

test('a repetition without a lower bound begins at 0, as in Python; what only looks like one stays', () => {
  for (const [written, read] of [
    ['x{,3}', 'x{0,3}'],
    ['(ab){,}c{,12}', '(ab){0,}c{0,12}'],
    ['x{2,3}y{2,}', 'x{2,3}y{2,}'],
    ['\\{,3}', '\\{,3}'],
    ['[{,3}]', '[{,3}]'],
    ['[]{,3}]{,3}', '[]{,3}]{0,3}'],
    ['[^\\]{,3}]{,3}', '[^\\]{,3}]{0,3}'],
    ['x{, 3}', 'x{, 3}'],
  ] as const) {
    assert.equal(withLowerBounds(written), read);
  }
});
