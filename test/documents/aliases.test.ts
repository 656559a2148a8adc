import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Document } from '../../core/documents/document.ts';
import { editDocument } from '../../core/documents/edit-document.ts';
import { findNode } from '../../core/documents/find-node.ts';
import { openDocument } from '../../core/documents/open-document.ts';
import { rootOf } from '../../core/documents/root-of.ts';
import { textOf } from '../../core/documents/text-of.ts';
import { valueOfNode } from '../../core/documents/value-of-node.ts';
import { problemsOf } from './yaml-oracle.ts';

const open = (text: string) => openDocument(text, 'yaml');
const plain = (document: Document) => valueOfNode(rootOf(document));

function typed(document: Document, find: string, replace: string): Document {
  const start = textOf(document).indexOf(find);
  return editDocument(document, [{ start, end: start + find.length, text: replace }]);
}

test('an alias has the value of its anchor, in the same chunk and from another one', () => {
  const document = open('keys: &keys [id, { time: t }]\na: *keys\nb: { c: &d 1, e: *d }\n');
  const keys = ['id', { time: 't' }];
  assert.deepEqual(plain(document), { keys, a: keys, b: { c: 1, e: 1 } });
});

test('what an alias stands for lies where the alias is', () => {
  const text = 'keys: &keys [id]\na: *keys\n';
  const item = findNode(rootOf(open(text)), ['a', 0]);
  assert.equal(text.slice(item?.start, item?.end), '*keys');
  assert.equal(item?.alias, 'keys');
});

test('an alias follows its anchor when that changes; other chunks stay', () => {
  const before = open('keys: &keys [id]\nb: 1\na: *keys\nc: 2\n');
  const after = typed(before, 'id', 'day');
  assert.deepEqual(plain(after), { keys: ['day'], b: 1, a: ['day'], c: 2 });
  assert.deepEqual(
    [1, 3].map((i) => after.chunks[i] === before.chunks[i]),
    [true, true],
  );
  assert.notEqual(after.chunks[2], before.chunks[2]);
});

test('the last anchor above an alias counts', () => {
  assert.deepEqual(plain(open('a: &x 1\nb: *x\nc: &x 2\nd: *x\n')), { a: 1, b: 1, c: 2, d: 2 });
});

test('an alias breaks when its anchor goes, and heals when it comes back', () => {
  const whole = open('keys: &keys [id]\na: *keys\n');
  const broken = typed(whole, '&keys ', '');
  assert.deepEqual(
    problemsOf(broken).map(({ code }) => code),
    ['unknown-anchor'],
  );
  assert.deepEqual(typed(broken, 'keys: [', 'keys: &keys ['), whole);
});

test('a merge key takes over entries; those of the map itself come first', () => {
  const base = 'base: &base { a: 1, b: 2 }\nmore: &more { b: 3, c: 4 }\n';
  const values = plain(open(`${base}x: { <<: *base, b: 5 }\ny:\n  <<: [*base, *more]\n`)) as Record<string, unknown>;
  assert.deepEqual(values.x, { a: 1, b: 5 });
  assert.deepEqual(values.y, { a: 1, b: 2, c: 4 });
});

test('a merge key at the root takes over entries that no chunk has', () => {
  const document = open('base: &base { name: x, owner: me }\n<<: *base\nname: y\n');
  assert.deepEqual(plain(document), { base: { name: 'x', owner: 'me' }, name: 'y', owner: 'me' });
  assert.deepEqual(problemsOf(document), []);
});

test('aliases of aliases cannot blow up', () => {
  const lines = Array.from({ length: 12 }, (_, i) => `k${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]\n`);
  const document = open(`k0: &a0 [1]\n${lines.join('')}`);
  assert.ok(problemsOf(document).every(({ code }) => code === 'too-many-aliases'));
  assert.ok(problemsOf(document).length > 0);
});
