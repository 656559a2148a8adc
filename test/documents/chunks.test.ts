import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editDocument } from '../../core/documents/edit-document.ts';
import { openDocument } from '../../core/documents/open-document.ts';
import { rootOf } from '../../core/documents/root-of.ts';
import { valueOfNode } from '../../core/documents/value-of-node.ts';

/** Where a text is cut, as the text with `✂` between its chunks. */
function cut(text: string): string {
  return openDocument(text, 'yaml')
    .chunks.map((chunk) => chunk.text)
    .join('✂');
}

const cuts: readonly (readonly [name: string, marked: string])[] = [
  ['each top-level entry', 'name: x\n✂version: 1\n✂query:\n  from: f\n'],
  ['each item of a list, below its bare key', 'name: x\n✂l:\n✂  - a: 1\n    b: 2\n✂  - c\n✂owner: me\n'],
  ['items in the column of their key', 'l: # c\n✂- a\n✂- b\n✂owner: me\n'],
  ['items of a list that is the whole file', '- a\n✂- b: 1\n  c: 2\n✂- d\n'],
  [
    'comments go with what they stand above',
    '# file\nname: x\n\n✂# about version\nversion: 1\n✂l:\n✂  # about a\n  - a\n✂# about b\n  - b\n',
  ],
  ['comments that are indented deeper stay', 'l:\n✂  - a:\n    # b: 1\n✂  - c\n'],
  ['a line that looks like an item, in a block text', 'd: |\n  - a\n  - b\n✂e: 1\n'],
  ['a line that looks like an item, in a text in quotes', 'd: "a\n  - b\n  - c"\n✂e: 1\n'],
  ['a line that looks like a comment, in a block text', 'd: |\n  a\n  # b\n✂e: 1\n'],
  ['a bracket that closes in column 0', 'd: [\n  1\n]\n✂e: {\n}\n✂f: 1\n'],
  ['nested lists', 'l:\n✂  - a:\n      - x\n      - y\n✂  - b\n'],
  ['Windows line ends', 'a: 1\r\n✂l:\r\n✂  - b\r\n✂  - c\r\n'],
  ['`---` before everything', '# c\n---\na: 1\n✂b: 2\n'],
  ['a second document, which is not read', 'a: 1\n✂---\nb: 2\nc: 3\n'],
  ['a byte order mark', '\uFEFFa: 1\n✂b: 2\n'],
  ['keys in quotes', '"a b": 1\n✂\'c\': 2\n'],
  ['a root in braces: no cut', '{\na: 1,\nb: 2\n}\n'],
  ['a root with an anchor: no cut', '&x\na: 1\nb: 2\n'],
  ['an explicit key stays together', 'a: 1\n? b\n: c\n✂d: 1\n'],
  ['a list below an anchor stays together', 'l: &x\n  - a\n  - b\n✂c: 1\n'],
  ['nothing', ''],
  ['comments only', '# a\n\n# b\n'],
];

for (const [name, marked] of cuts) {
  test(`a text is cut into chunks: ${name}`, () => assert.equal(cut(marked.replaceAll('✂', '')), marked));
}

const broken: readonly (readonly [name: string, marked: string])[] = [
  ['a half-typed key goes with the entry above', 'a: 1\ndesc\n✂b: 2\n'],
  ['a quote that is never closed ends with its entry', 'a: "x\n✂b: 2\n'],
  ['a brace that is never closed ends with its item', 'l:\n✂  - a: { b\n✂  - c\n'],
  ['an item whose indentation is gone', 'l:\n✂  - a: 1\n✂- b: 1\n✂  - c\n'],
  ['an entry of an item whose indentation is gone', 'l:\n✂  - a: 1\n✂b: { c: 1 }\n    d: 2\n✂  - e: 1\n✂  - f\n'],
  ['a map of an item whose indentation is gone', 'l:\n✂  - a: 1\n✂b:\n      c: 1\n✂  - e: 1\n✂  - f\n'],
  ['a first item indented less than the others', 'l:\n✂- a: 1\n    b: 2\n✂  - c: 1\n✂  - d\n'],
  ['a first item indented deeper than the others', 'l:\n✂    - a\n✂  - b\n✂  - c\n'],
  ['a text typed before a list', 'l: x\n✂  - a: 1\n✂  - b\n'],
  ['a colon missing before a list', 'a: 1\nl\n✂  - b: 1\n✂  - c\n'],
  ['text that may go on over lines stays together', 'l: x\n  - a\n  - b\n'],
];

for (const [name, marked] of broken) {
  test(`a broken text is still cut into chunks: ${name}`, () => assert.equal(cut(marked.replaceAll('✂', '')), marked));
}

/** A suite of 2,500 items, 5,000 lines. */
const items = Array.from(
  { length: 2500 },
  (_, i) => `  - type: expect_column_values_to_be_between\n    kwargs: { column: c${i}, min_value: 0 }\n`,
);
const suite = `name: flights\nfeature_group: flights@1\nexpectations:\n${items.join('')}`;

const work: readonly (readonly [name: string, find: string, replace: string, parsed: number])[] = [
  ['a character', 'c1250,', 'c1250x,', 1],
  ['a new line', '{ column: c1250,', '\n      { column: c1250,', 1],
  ['a quote opened', 'c1250,', '"c1250,', 1],
  ['a brace removed', '{ column: c1250,', 'column: c1250,', 1],
  ['an indentation removed', '    kwargs: { column: c1250,', 'kwargs: { column: c1250,', 2],
  ['a word in column 0', '    kwargs: { column: c1250,', 'foo\n    kwargs: { column: c1250,', 2],
  ['a key in column 0 above an item', items[1250] ?? '', `meta:\n${items[1250]}`, 2],
  ['the list key renamed', 'expectations:', 'expectation:', 1],
  ['a text typed behind the list key', 'expectations:', 'expectations: x', 1],
  ['the first line indented', 'name: flights', ' name: flights', 1],
  ['a second document', items[1250] ?? '', `---\n${items[1250]}`, 0],
  ['an item removed', items[1250] ?? '', '', 0],
];

for (const [name, find, replace, parsed] of work) {
  test(`an edit of a suite of 5,000 lines parses only what it touched: ${name}`, () => {
    const before = openDocument(suite, 'yaml');
    const start = suite.indexOf(find);
    const counted = { chunksParsed: 0 };
    editDocument(before, [{ start, end: start + find.length, text: replace }], counted);
    assert.equal(counted.chunksParsed, parsed);
  });
}

test('opening parses each chunk once', () => {
  const counted = { chunksParsed: 0 };
  const { chunks } = openDocument(suite, 'yaml', counted);
  assert.equal(counted.chunksParsed, chunks.length);
  assert.equal(chunks.length, 2503);
});

test('an untouched chunk is the same object', () => {
  const before = openDocument('a: 1\nb: 2\nc: 3\nd: 4\n', 'yaml');
  const after = editDocument(before, [{ start: 8, end: 9, text: '5' }]);
  assert.deepEqual(valueOfNode(rootOf(after)), { a: 1, b: 5, c: 3, d: 4 });
  assert.equal(after.chunks[0], before.chunks[0]);
  assert.notEqual(after.chunks[1], before.chunks[1]);
  assert.equal(after.chunks[2], before.chunks[2]);
  assert.equal(after.chunks[3], before.chunks[3]);
});

test('an edit outside the text is made at its end', () => {
  const document = openDocument('a: 1\n', 'yaml');
  assert.deepEqual(
    editDocument(document, [{ start: 90, end: 99, text: 'b: 2\n' }]),
    openDocument('a: 1\nb: 2\n', 'yaml'),
  );
});
