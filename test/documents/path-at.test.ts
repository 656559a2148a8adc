import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Language } from '../../core/documents/document.ts';
import { keyOf } from '../../core/documents/keys.ts';
import { openDocument } from '../../core/documents/open-document.ts';
import { pathAt } from '../../core/documents/path-at.ts';
import { valueOfNode } from '../../core/documents/value-of-node.ts';

/** The place of the `|` in a text, as `where path = value`. */
function placeOf(marked: string, language: Language = 'yaml'): string {
  const offset = marked.indexOf('|');
  const document = openDocument(marked.slice(0, offset) + marked.slice(offset + 1), language);
  const { where, path, node, entry } = pathAt(document, offset);
  const key = where === 'key' && entry ? ` (${keyOf(entry)})` : '';
  return `${where} /${path.join('/')}${key} = ${JSON.stringify(valueOfNode(node))}`;
}

const suite = (item: string) => `name: flights\nexpectations:\n  - type: a\n${item}  - type: b\n`;

const cases: readonly (readonly [name: string, text: string, place: string])[] = [
  ['an empty file', '|', 'between / = null'],
  ['a lone word', 'na|', 'key / (na) = "na"'],
  ['a top-level key', 'na|me: x\nversion: 1\n', 'key / (name) = {"name":"x","version":1}'],
  ['a top-level value', 'name: fli|ghts\n', 'value /name = "flights"'],
  ['after a colon', 'name: |\nversion: 1\n', 'value /name = null'],
  ['after a colon, nothing below', 'name: |', 'value /name = null'],
  [
    'a half-typed key between two',
    'name: x\ndesc|\nversion: 1\n',
    'key / (desc) = {"name":"x","desc":null,"version":1}',
  ],
  ['an empty line in column 0', 'name: x\n|\nversion: 1\n', 'between / = {"name":"x","version":1}'],
  ['an empty line at the end', 'name: x\n|', 'between / = {"name":"x"}'],
  ['an indented line under a bare key', 'query:\n  |\n', 'value /query = null'],
  ['column 0 under a bare key', 'query:\n|\n', 'between / = {"query":null}'],
  ['an indented line in a map', 'query:\n  from: f\n  |\n', 'between /query = {"from":"f"}'],
  ['column 0 under a nested map', 'query:\n  from: f\n|\n', 'between / = {"query":{"from":"f"}}'],
  ['a line between entries', 'query:\n  from: f\n  |\n  select: s\n', 'between /query = {"from":"f","select":"s"}'],
  [
    'a nested half-typed key',
    'query:\n  from: f\n  sel|\n  filter: x\n',
    'key /query (sel) = {"from":"f","sel":null,"filter":"x"}',
  ],
  ['a lone word under a key', 'query:\n  fr|\n', 'value /query = "fr"'],
  ['behind a value', 'name: x |\n', 'value /name = "x"'],
  ['in a flow list', 'primary_key: [id, na|]\n', 'value /primary_key/1 = "na"'],
  ['in an empty flow list', 'primary_key: [|]\n', 'value /primary_key/0 = null'],
  ['behind a comma in a flow list', 'primary_key: [id, |]\n', 'value /primary_key/1 = null'],
  ['in a flow list never closed', 'primary_key: [id, |', 'value /primary_key/1 = null'],
  ['in an empty flow map', 'split: {|}\n', 'between /split = {}'],
  ['behind a comma in a flow map', 'split: { a: 1, | }\n', 'between /split = {"a":1}'],
  ['behind an entry in a flow map', 'split: { a: 1 | }\n', 'between /split = {"a":1}'],
  ['behind a colon in a flow map', 'split: { a: | }\n', 'value /split/a = null'],
  ['behind the bracket', 'split: { a: 1 }|\n', 'value /split = {"a":1}'],
  [
    'a key in a flow map never closed',
    suite('    kwargs: { col|\n'),
    'key /expectations/0/kwargs (col) = {"col":null}',
  ],
  [
    'a value in a flow map never closed',
    suite('    kwargs: { column: |\n'),
    'value /expectations/0/kwargs/column = null',
  ],
  ['a brace just opened', suite('    kwargs: {|\n'), 'between /expectations/0/kwargs = {}'],
  ['a nested value', suite('    kwargs: { column: fl| }\n'), 'value /expectations/0/kwargs/column = "fl"'],
  ['after a nested key', suite('    kwargs: |\n'), 'value /expectations/0/kwargs = null'],
  ['under a nested key', suite('    kwargs:\n      |\n'), 'value /expectations/0/kwargs = null'],
  ['an empty line in an item', suite('    |\n'), 'between /expectations/0 = {"type":"a"}'],
  ['an empty line between items', suite('  |\n'), 'between /expectations = [{"type":"a"},{"type":"b"}]'],
  [
    'an empty line in column 0 between items',
    suite('|\n'),
    'between / = {"name":"flights","expectations":[{"type":"a"},{"type":"b"}]}',
  ],
  ['behind a new dash', suite('  - |\n'), 'value /expectations/1 = null'],
  ['a word behind a new dash', suite('  - ty|\n'), 'value /expectations/1 = "ty"'],
  ['a key behind a dash', suite('  - ty|pe: c\n'), 'key /expectations/1 (type) = {"type":"c"}'],
  ['a value behind a dash', suite('  - type: |\n'), 'value /expectations/1/type = null'],
  [
    'a new line in nested entries',
    suite('    kwargs:\n      column: c\n      |\n'),
    'between /expectations/0/kwargs = {"column":"c"}',
  ],
  [
    'back in the outer entries',
    suite('    kwargs:\n      column: c\n    |\n'),
    'between /expectations/0 = {"type":"a","kwargs":{"column":"c"}}',
  ],
  ['under a bare key that has items', 'expectations:\n  |\n  - type: a\n', 'between /expectations = [{"type":"a"}]'],
  ['in a text in quotes', 'filter: "a = |b"\n', 'value /filter = "a = b"'],
  ['in a block text', 'description: >\n  some te|xt\n', 'value /description = "some text\\n"'],
  ['a nested list', 'joins:\n  - on:\n      - a\n      - |\n', 'value /joins/0/on/1 = null'],
  ['an item of a root list', '- a\n- b|\n', 'value /1 = "b"'],
  ['an alias', 'a: &x [1]\nb: *|x\n', 'value /b = [1]'],
  ['behind Windows line ends', 'name: x\r\nquery:\r\n  |\r\n', 'value /query = null'],
];

for (const [name, text, place] of cases) {
  test(`the place of the cursor: ${name}`, () => assert.equal(placeOf(text), place));
}

const jsonCases: readonly (readonly [name: string, text: string, place: string])[] = [
  ['a key', '{"na|me": 1}', 'key / (name) = {"name":1}'],
  ['a value', '{"a": {"b": tr|ue}}', 'value /a/b = true'],
  ['after a colon', '{"a": |}', 'value /a = null'],
  ['after a comma', '{"a": 1, |}', 'between / = {"a":1}'],
  ['in a list', '{"a": [{"b": 1}, {|}]}', 'between /a/1 = {}'],
  ['never closed', '{"a": [{"b": 1}, {"c": |', 'value /a/1/c = null'],
];

for (const [name, text, place] of jsonCases) {
  test(`the place of the cursor in JSON: ${name}`, () => assert.equal(placeOf(text, 'json'), place));
}
