import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Language } from '../../core/documents/document.ts';
import { openDocument } from '../../core/documents/open-document.ts';
import { problemsOf } from './yaml-oracle.ts';

/** The problems of a text: `the text underlined | what is said about it`. */
function problems(text: string, language: Language = 'yaml'): readonly string[] {
  return problemsOf(openDocument(text, language)).map(
    ({ start, end, message }) => `${text.slice(start, end)} | ${message}`,
  );
}

const yaml: readonly (readonly [text: string, ...problems: string[]])[] = [
  ['name: x\nversion: 1\n'],
  ['# only a comment\n'],
  [''],
  ['name: x\ndesc\nversion: 1\n', 'desc | `desc` is no entry yet: a colon and a value are missing.'],
  ['a: "x\nb: 1\n', '" | This text in quotes never ends: a closing `"` is missing.'],
  ["a: 'x\nb: 1\n", "' | This text in quotes never ends: a closing `'` is missing."],
  ['a: { b: 1\nc: 2\n', '{ | This bracket is never closed: `}` is missing, or is indented too little.'],
  ['a: [1, { b: 2 }\n', '[ | This bracket is never closed: `]` is missing, or is indented too little.'],
  [
    'a: b: c\n',
    'b | There is a second colon in this value: put the text in quotes, or the inner key on a line of its own.',
  ],
  ['a:\n  b: 1\n c: 2\n', 'c | The indentation is off: the keys of one map begin in the same column.'],
  ['a:\n\tb: 1\n', '\t | YAML is indented with spaces; there is a tab here.'],
  ['a: @x\n', '@ | A text cannot begin with `@`: put it in quotes.'],
  ['a: "x"# c\n', '# c | A comment needs a space before its `#`.'],
  ['a: { b: 1, b: 2 }\n', 'b | This key is there twice; each key may stand once in a map.'],
  ['a: 1\nb: 2\na: 3\n', 'a | `a` is there twice; each key may stand once in a map.'],
  ['a: *x\n', '*x | Nothing above is marked &x, so *x stands for nothing.'],
  ['a: &x [*x]\n', '*x | *x stands inside what &x marks: it would contain itself.'],
  ['<<: 1\n', '1 | `<<` takes over the entries of a map: write `<<: *name`, where `&name` marks one.'],
  ['a: 1\n---\nb: 2\n', '--- | A second document begins here: a file holds one definition.'],
  ['a: 1\n... # the end\n'],
  ['---\na: 1\n'],
  ['%YAML 1.2\n---\na: 1\n'],
  ['- a\nb: 1\n', 'b: 1 | The file begins as a list, so an entry cannot follow: correct the indentation.'],
  [
    'l:\n  - a\nk: {}\n  - b\n',
    '- b | This item belongs to no list: the key above it has a value already, or cuts the list in two. Correct the indentation.',
  ],
  ['l:\n  - a\n- b\n', '- b | The indentation is off: the dashes of one list stand in the same column.'],
  [' a: 1\nb: 2\n', 'a: 1 | The indentation is off: the keys of one map begin in the same column.'],
];

for (const [text, ...expected] of yaml) {
  test(`what is wrong with ${JSON.stringify(text)}`, () => assert.deepEqual(problems(text), expected));
}

const json: readonly (readonly [text: string, ...problems: string[]])[] = [
  ['{"a": [1, null, "x"]}'],
  ['\uFEFF{}'],
  ['', ' | A value is expected here.'],
  ['{"a": }', '} | A value is expected here.'],
  ['{"a": 1,}', '} | A key in double quotes is expected here.'],
  ['{"a" 1}', '1 | A colon is missing after the key.'],
  ['[1 2]', '2 | A comma is missing between this and what stands before it.'],
  ['{"a": [1', ' | This list is never closed: `]` is missing.'],
  [
    '{"a": "x\n',
    '"x | This text never ends: a closing `"` is missing in its line.',
    ' | This object is never closed: `}` is missing.',
  ],
  ['{\n// c\n"a": 1}', '// c | JSON has no comments.'],
  ['{"a": 1, "a": 2}', '"a" | `a` is there twice; each key may stand once in an object.'],
];

for (const [text, ...expected] of json) {
  test(`what is wrong with JSON ${JSON.stringify(text)}`, () => assert.deepEqual(problems(text, 'json'), expected));
}

test('a message quotes no more than a few words of the text', () => {
  const [problem = ''] = problems(`name: x\n${'desc'.repeat(1000)}\n`).map((line) => line.split(' | ')[1]);
  assert.ok(problem.length < 200);
});
