import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { Document } from '../../core/documents/document.ts';
import { editDocument } from '../../core/documents/edit-document.ts';
import { openDocument } from '../../core/documents/open-document.ts';
import { rootOf } from '../../core/documents/root-of.ts';
import { textOf } from '../../core/documents/text-of.ts';
import { valueOfNode } from '../../core/documents/value-of-node.ts';
import { anyIntent, anyText, applied, placed, runs } from './arbitrary-yaml.ts';
import { assertSameSpans, DIFFERENT, hasCollectionAsKey, problemsOf, verdictOn } from './yaml-oracle.ts';

test('after any edits, the document equals a fresh reading of its text', () => {
  const property = fc.property(anyText, fc.array(anyIntent, { maxLength: 6 }), (start, intents) => {
    let text = start;
    let document = openDocument(text, 'yaml');
    for (const intent of intents) {
      const edit = placed(intent, text);
      const before = document;
      text = applied(text, edit);
      document = editDocument(document, [edit]);
      assert.deepEqual(document, openDocument(text, 'yaml'));
      assertSharesUntouched(before, document, edit.start, edit.end);
    }
    assert.equal(textOf(document), text);
  });
  fc.assert(property, runs(400));
});

test('several edits at once are made one after the other', () => {
  const property = fc.property(anyText, fc.array(anyIntent, { minLength: 2, maxLength: 5 }), (start, intents) => {
    let text = start;
    const edits = intents.map((intent) => {
      const edit = placed(intent, text);
      text = applied(text, edit);
      return edit;
    });
    assert.deepEqual(editDocument(openDocument(start, 'yaml'), edits), openDocument(text, 'yaml'));
  });
  fc.assert(property, runs(100));
});

test('there is a problem exactly where the parser finds one in the whole text; values and spans are equal', () => {
  const property = fc.property(anyText, fc.array(anyIntent, { maxLength: 3 }), (start, intents) => {
    const text = intents.reduce((before, intent) => applied(before, placed(intent, before)), start);
    fc.pre(!DIFFERENT.some((pattern) => pattern.test(text)));
    const ours = openDocument(text, 'yaml');
    const theirs = verdictOn(text);
    fc.pre(theirs.hasError || !hasCollectionAsKey(theirs.document.contents));
    assert.equal(
      problemsOf(ours).length > 0,
      theirs.hasError,
      `${text}\n${JSON.stringify(problemsOf(ours))} ${theirs.document.errors}`,
    );
    if (theirs.hasError) return;
    assert.deepEqual(valueOfNode(rootOf(ours)), theirs.value);
    assertSameSpans(rootOf(ours), theirs.document.contents, text);
  });
  fc.assert(property, runs(800));
});

/** A chunk that is not around the edit is the same object, unless it is now read in another context. */
function assertSharesUntouched(before: Document, after: Document, start: number, end: number): void {
  const around = before.starts.findLastIndex((chunkStart) => chunkStart <= start) - 1;
  const growth = after.length - before.length;
  before.chunks.forEach((old, i) => {
    const oldStart = before.starts[i] ?? 0;
    if (i >= around && oldStart <= end) return;
    const now = after.starts.indexOf(i < around ? oldStart : oldStart + growth);
    const isRead = after.chunks[now]?.text === old.text && isDeepStrictEqual(after.contexts[now], before.contexts[i]);
    // What an anchor elsewhere marks may have changed.
    if (i < around || (isRead && old.links === null)) assert.equal(after.chunks[now], old);
  });
}
