import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Comment, commentsOf } from '../../core/documents/comments-of.ts';
import { findEntry, findNode } from '../../core/documents/find-node.ts';
import { openDocument } from '../../core/documents/open-document.ts';
import { rootOf } from '../../core/documents/root-of.ts';
import { chunkAt, textBetween, textOf } from '../../core/documents/text-of.ts';
import { valueOfNode } from '../../core/documents/value-of-node.ts';
import { anyText, runs } from './arbitrary-yaml.ts';
import { problemsOf } from './yaml-oracle.ts';

const suite =
  'name: flights\nexpectations:\n  - type: a # why\n    kwargs: { "column": c }\n  - type: b\n    notes: |\n      text\n';

test('a path leads to a node with absolute offsets', () => {
  const root = rootOf(openDocument(suite, 'yaml'));
  const at = (path: readonly (string | number)[]) => {
    const node = findNode(root, path);
    return node && suite.slice(node.start, node.end);
  };
  assert.equal(at(['name']), 'flights');
  assert.equal(at(['expectations', 0, 'kwargs']), '{ "column": c }');
  assert.equal(at(['expectations', 0, 'kwargs', 'column']), 'c');
  assert.equal(at(['expectations', 1]), 'type: b\n    notes: |\n      text');
  assert.equal(at(['expectations']), suite.slice(suite.indexOf('- type: a'), -1));
  assert.equal(at([]), suite.slice(0, -1));
  assert.equal(at(['expectations', 2]), null);
  assert.equal(at(['name', 'x']), null);
});

test('an entry is found with its key', () => {
  const entry = findEntry(rootOf(openDocument(suite, 'yaml')), ['expectations', 0, 'kwargs', 'column']);
  assert.equal(suite.slice(entry?.key.start, entry?.key.end), '"column"');
  assert.equal(entry?.key.quoted, true);
});

test('a key without value is null, and so is an empty item; a written null is a scalar', () => {
  const root = rootOf(openDocument('a:\nb: null\nc:\n  -\n  - ~\n', 'yaml'));
  assert.equal(findNode(root, ['a']), null);
  assert.equal(findNode(root, ['b'])?.kind, 'scalar');
  assert.equal(findNode(root, ['c', 0]), null);
  assert.equal(findNode(root, ['c', 1])?.kind, 'scalar');
  assert.deepEqual(valueOfNode(root), { a: null, b: null, c: [null, null] });
});

test('`__proto__` is a key like any other', () => {
  const value = valueOfNode(rootOf(openDocument('{"__proto__": {"a": 1}}', 'json')));
  assert.deepEqual(Object.entries(value as object), [['__proto__', { a: 1 }]]);
});

test('half-typed keys above an entry do not swallow it', () => {
  const root = rootOf(openDocument('query:\n  sel\n  from: f\n  filter: x\n', 'yaml'));
  assert.deepEqual(valueOfNode(root), { query: { sel: null, from: 'f', filter: 'x' } });
});

test('comments are found, and nothing that only looks like one', () => {
  const text =
    '# above\na: "no # comment" # behind\n✂b: |\n  # text\n  #\n  x#y\n✂# plumbline-ignore rule-id\nc: [ # first\n  1 ] #\n';
  const { chunks } = openDocument(text.replaceAll('✂', ''), 'yaml');
  const shown = ({ text, alone }: Comment) => (alone ? `${text} (alone)` : text);
  assert.deepEqual(
    chunks.map((chunk) => commentsOf(chunk).map(shown)),
    [['above (alone)', 'behind'], [], ['plumbline-ignore rule-id (alone)', 'first', '']],
  );
  const [comment] = commentsOf(chunks[0] ?? assert.fail());
  assert.equal(chunks[0]?.text.slice(comment?.start, comment?.end), '# above');
});

test('the text is kept byte for byte, and found by offset', () => {
  fc.assert(
    fc.property(anyText, fc.nat(), fc.nat(), (text, a, b) => {
      const document = openDocument(text, 'yaml');
      const [start, end] = [a % (text.length + 1), b % (text.length + 1)].toSorted((x, y) => x - y) as [number, number];
      assert.equal(textOf(document), text);
      assert.equal(textBetween(document, start, end), text.slice(start, end));
      const found = chunkAt(document, start);
      assert.ok(found.start <= start && start <= found.start + found.chunk.text.length);
    }),
    runs(200),
  );
});

test('JSON has a problem exactly where `JSON.parse` throws or a key is there twice; the values are equal', () => {
  const json = fc.json({ maxDepth: 4 });
  const broken = fc
    .tuple(
      json,
      fc.nat(),
      fc.constantFrom('', ',', '"', '}', '{', ']', ':', 'x', '\n', '\\', '0', '-', '1.', 'e', '//'),
    )
    .map(([text, at, typed]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + typed + text.slice(place + (typed === '' ? 1 : 0));
    });
  fc.assert(
    fc.property(fc.oneof(json, broken), (text) => {
      const document = openDocument(text, 'json');
      const problems = problemsOf(document);
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        assert.ok(problems.length > 0, text);
        return;
      }
      assert.ok(
        problems.every(({ code }) => code === 'duplicate-key'),
        text,
      );
      assert.deepEqual(valueOfNode(rootOf(document)), value);
    }),
    runs(500),
  );
});
