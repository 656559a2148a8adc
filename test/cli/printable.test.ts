import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printable } from '../../cli/printable.ts';
import { plumbline, withFiles } from './cli-kit.ts';

test('signs that steer a terminal are shown and not obeyed', () => {
  assert.equal(printable('a\u001b]0;title\u0007b\u001b[2J\rc\u202ed'), 'a\\x1b]0;title\\x07b\\x1b[2J\\x0dc\\u202ed');
});

test('colours, line ends, tabs and letters of all kinds stay', () => {
  assert.equal(printable('\u001b[31mé\t✓\u001b[39m\r\n日本'), '\u001b[31mé\t✓\u001b[39m\n日本');
});

test('what a definition says does not steer the terminal of who checks it', async () => {
  const files = {
    'plumbline.yaml': 'project: x\n',
    'a.expectations.yaml': 'name: a\nfeature_group: "b\\e]0;title\\a"\nexpectations: []\n',
  };
  await withFiles(files, async (folder) => {
    const { stdout } = await plumbline(folder, ['check']);
    assert.match(stdout, /b\\x1b]0;title\\x07/);
  });
});
