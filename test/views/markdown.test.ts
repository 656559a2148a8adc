import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeBlock, inlineCode, plainText } from '../../core/views/markdown.ts';

test('what a definition says is no link, no picture, no HTML and no heading', () => {
  assert.equal(plainText('![x](https://a.b/c.png)'), '!\\[x\\](https://a.b/c.png)');
  assert.equal(plainText('[run](command:evil)'), '\\[run\\](command:evil)');
  assert.equal(plainText('\\[x]: <b onclick=1>'), '\\\\\\[x\\]: \\<b onclick=1\\>');
  assert.equal(plainText('` `` ![x](y)'), '\\` \\`\\` !\\[x\\](y)');
  assert.equal(plainText('one\n  # two'), 'one\n  \\# two');
});

test('a sentence and a list stay as they are', () => {
  const text = 'Delay on arrival, in minutes (wind_speed > 0 means: late).\n\n- one\n- two';
  assert.equal(plainText(text), text.replace('>', '\\>'));
  assert.equal(plainText('_private and 2*3'), '\\_private and 2\\*3');
});

test('a name as code ends where the name does', () => {
  assert.equal(inlineCode('flights@1'), '`flights@1`');
  assert.equal(inlineCode('a`b'), '``a`b``');
  assert.equal(inlineCode('`![x](y)`'), '`` `![x](y)` ``');
  assert.equal(inlineCode('a\n\n![x](y)'), '`a ![x](y)`');
});

test('code ends where the code does', () => {
  assert.equal(codeBlock('python', 'def f()'), '```python\ndef f()\n```');
  assert.equal(codeBlock('python', "def f(a: '\n```\n![x](y)')"), "````python\ndef f(a: '\n```\n![x](y)')\n````");
});
