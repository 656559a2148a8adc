import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appendItem } from '../../core/documents/append-item.ts';
import type { Document, Language, TextEdit } from '../../core/documents/document.ts';
import { editDocument } from '../../core/documents/edit-document.ts';
import { findEntry, findNode } from '../../core/documents/find-node.ts';
import { insertEntry } from '../../core/documents/insert-entry.ts';
import type { Path, ScalarNode } from '../../core/documents/node.ts';
import { openDocument } from '../../core/documents/open-document.ts';
import { removeAt } from '../../core/documents/remove-at.ts';
import { replaceScalar } from '../../core/documents/replace-scalar.ts';
import { rootOf } from '../../core/documents/root-of.ts';
import { textOf } from '../../core/documents/text-of.ts';

function changed(
  text: string,
  change: (document: Document) => readonly TextEdit[],
  language: Language = 'yaml',
): string {
  const document = openDocument(text, language);
  return textOf(editDocument(document, change(document)));
}

function replaced(text: string, path: Path, value: ScalarNode['value'], language: Language = 'yaml'): string {
  return changed(
    text,
    (document) => {
      const node = findNode(rootOf(document), path);
      assert.equal(node?.kind, 'scalar');
      return replaceScalar(document, node as ScalarNode, value);
    },
    language,
  );
}

function inserted(text: string, path: Path, key: string, value: unknown, language: Language = 'yaml'): string {
  return changed(text, (document) => insertEntry(document, path, key, value), language);
}

function appended(text: string, path: Path, value: unknown, language: Language = 'yaml'): string {
  return changed(text, (document) => appendItem(document, path, value), language);
}

function removed(text: string, path: Path, language: Language = 'yaml'): string {
  return changed(text, (document) => removeAt(document, path), language);
}

const NULL_CHECK = { type: 'expect_column_values_to_not_be_null', kwargs: { column: 'gate' } };

test('a replaced text keeps its quotes', () => {
  assert.equal(replaced('a: b # why\n', ['a'], 'c'), 'a: c # why\n');
  assert.equal(replaced('a: "b"\n', ['a'], 'c'), 'a: "c"\n');
  assert.equal(replaced("a: 'b'\n", ['a'], "it's"), "a: 'it''s'\n");
});

test('a replaced text is put in quotes where it would mean something else', () => {
  assert.equal(replaced('a: b\n', ['a'], '10'), 'a: "10"\n');
  assert.equal(replaced('a: b\n', ['a'], 'true'), 'a: "true"\n');
  assert.equal(replaced('a: b\n', ['a'], 'c: d'), 'a: "c: d"\n');
  assert.equal(replaced('a: b\n', ['a'], 'c #d'), 'a: "c #d"\n');
  assert.equal(replaced("a: 'b'\n", ['a'], 'two\nlines'), 'a: "two\\nlines"\n');
  assert.equal(replaced('a: [b, c]\n', ['a', 1], 'x, y'), 'a: [b, "x, y"]\n');
});

test('a replaced number or truth value is plain', () => {
  assert.equal(replaced('a: "b"\n', ['a'], 0.5), 'a: 0.5\n');
  assert.equal(replaced('a: b\n', ['a'], null), 'a: null\n');
});

test('a block text is replaced with all its lines', () => {
  assert.equal(replaced('a: |\n  some\n  text\nb: 1\n', ['a'], 'short'), 'a: short\nb: 1\n');
});

test('a key is renamed like a value', () => {
  const rename = (document: Document) => {
    const entry = findEntry(rootOf(document), ['x', 'old']);
    return entry === null ? [] : replaceScalar(document, entry.key, 'new');
  };
  assert.equal(changed('x: { "old": 1 } # c\n', rename), 'x: { "new": 1 } # c\n');
});

test('an entry is added below its siblings, in their column', () => {
  assert.equal(inserted('a: 1\nb: 2 # two\n', [], 'c', 3), 'a: 1\nb: 2 # two\nc: 3\n');
  assert.equal(inserted('a: 1', [], 'c', 3), 'a: 1\nc: 3');
  assert.equal(
    inserted('q:\n    from: f\n\nv: 1\n', ['q'], 'select', '*'),
    'q:\n    from: f\n    select: "*"\n\nv: 1\n',
  );
  assert.equal(inserted('- type: a\n- type: b\n', [0], 'mostly', 0.9), '- type: a\n  mostly: 0.9\n- type: b\n');
});

test('an entry is added inside braces', () => {
  assert.equal(inserted('f: { name: gate } # c\n', ['f'], 'type', 'string'), 'f: { name: gate, type: string } # c\n');
  assert.equal(inserted('f: {}\n', ['f'], 'type', 'string'), 'f: { type: string }\n');
});

test('an entry begins a map below a bare key, and in an empty file', () => {
  assert.equal(inserted('kwargs: # soon\nb: 1\n', ['kwargs'], 'column', 'c'), 'kwargs: # soon\n  column: c\nb: 1\n');
  assert.equal(inserted('f: { kwargs: }\n', ['f', 'kwargs'], 'column', 'c'), 'f: { kwargs: { column: c } }\n');
  assert.equal(inserted('', [], 'name', 'x'), 'name: x\n');
  assert.equal(inserted('# licence', [], 'name', 'x'), '# licence\nname: x\n');
});

test('an entry is not added to what is no map', () => {
  assert.equal(inserted('a: 1\n', ['a'], 'b', 2), 'a: 1\n');
  assert.equal(inserted('a: &x { b: 1 }\nc: *x\n', ['c'], 'd', 2), 'a: &x { b: 1 }\nc: *x\n');
});

test('an item is added below its siblings, in their column', () => {
  const suite = 'name: s\nexpectations:\n  - type: t # first\n    kwargs: {}\n\n  # end\nowner: me\n';
  const added = '  - type: expect_column_values_to_not_be_null\n    kwargs: { column: gate }\n';
  assert.equal(appended(suite, ['expectations'], NULL_CHECK), suite.replace('kwargs: {}\n', `kwargs: {}\n${added}`));
  assert.equal(appended('keys:\n- a\n', ['keys'], 'b'), 'keys:\n- a\n- b\n');
  assert.equal(appended('- a', [], 'b'), '- a\n- b');
});

test('an item is added inside brackets, or begins a list', () => {
  assert.equal(appended('keys: [a]\n', ['keys'], 'b'), 'keys: [a, b]\n');
  assert.equal(appended('keys: []\n', ['keys'], 'b'), 'keys: [b]\n');
  assert.equal(appended('keys:\nb: 1\n', ['keys'], 'a'), 'keys:\n  - a\nb: 1\n');
});

test('an item keeps Windows line ends', () => {
  const text = 'expectations:\r\n  - type: t\r\n';
  const added = '  - type: expect_column_values_to_not_be_null\r\n    kwargs: { column: gate }\r\n';
  assert.equal(appended(text, ['expectations'], NULL_CHECK), text + added);
});

test('an entry is removed with its lines', () => {
  assert.equal(removed('a: 1 # one\n# two\nb:\n  c: 1\nd: 1\n', ['b']), 'a: 1 # one\n# two\nd: 1\n');
  assert.equal(removed('- type: t\n  # why\n  kwargs: {}\n', [0, 'type']), '- # why\n  kwargs: {}\n');
  assert.equal(removed('- type: t\n  kwargs: {}\n', [0, 'kwargs']), '- type: t\n');
});

test('an entry is removed from braces with its comma', () => {
  assert.equal(removed('f: { a: 1, b: 2, c: 3 }\n', ['f', 'b']), 'f: { a: 1, c: 3 }\n');
  assert.equal(removed('f: { a: 1, b: 2 }\n', ['f', 'b']), 'f: { a: 1 }\n');
  assert.equal(removed('f: { a: 1, b: 2 }\n', ['f', 'a']), 'f: { b: 2 }\n');
});

test('an item is removed with its lines', () => {
  assert.equal(removed('l:\n  - a: 1\n    b: 2\n  # c\n  - d\n', ['l', 0]), 'l:\n  # c\n  - d\n');
  assert.equal(removed('l:\n  - a\n  -\n  - b\n', ['l', 1]), 'l:\n  - a\n  - b\n');
  assert.equal(removed('l: [a, b]\n', ['l', 0]), 'l: [b]\n');
});

test('the last child leaves brackets behind', () => {
  assert.equal(removed('l:\n- a # c\n', ['l', 0]), 'l:\n  [] # c\n');
  assert.equal(removed('m:\n  # c\n  a: 1\n', ['m', 'a']), 'm:\n  # c\n  {}\n');
  assert.equal(removed('a: 1\n', ['a']), '{}\n');
});

test('JSON is changed in its own layout', () => {
  const text = '{\n    "name": "s",\n    "expectations": [\n        { "a": 1 }\n    ]\n}\n';
  assert.equal(replaced(text, ['name'], 'say "s"', 'json'), text.replace('"s"', '"say \\"s\\""'));
  assert.equal(inserted(text, [], 'meta', {}, 'json'), text.replace('    ]\n}', '    ],\n    "meta": {}\n}'));
  assert.equal(appended(text, ['expectations'], 1, 'json'), text.replace('{ "a": 1 }', '{ "a": 1 },\n        1'));
  assert.equal(removed(text, ['name'], 'json'), text.replace('    "name": "s",\n', ''));
});
