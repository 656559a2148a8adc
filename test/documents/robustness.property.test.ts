import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { commentsOf } from '../../core/documents/comments-of.ts';
import type { Language } from '../../core/documents/document.ts';
import { editDocument } from '../../core/documents/edit-document.ts';
import type { Node } from '../../core/documents/node.ts';
import { openDocument } from '../../core/documents/open-document.ts';
import { pathAt } from '../../core/documents/path-at.ts';
import { rootOf } from '../../core/documents/root-of.ts';
import { anyIntent, anyText, placed, runs } from './arbitrary-yaml.ts';
import { problemsOf } from './yaml-oracle.ts';

const VIEW = `name: arrival_delay
version: 1
labels: [late]
query:
  from: flights@1
  select: [carrier, origin, "dest"]   # what the model sees
  joins:
    - feature_group: weather@1
      on: [origin]
      within: 3h
  filter: "dest <> 'LGA'"
transformations:
  - { features: [distance_km], function: standard_scaler }
  # plumbline-ignore unknown-function
  - { features: [w_visib], function: features/custom_transformations.py::cap_visibility }
description: |
  The delay on arrival,
  in minutes: 15 or more are late.
defaults: &defaults { mostly: 0.9 }
batch:
  <<: *defaults
`;
const SUITE = JSON.stringify(
  { name: 's', expectations: [{ type: 't', kwargs: { column: 'ü', mostly: 0.9 }, meta: null }] },
  null,
  2,
);

const shuffled = (text: string) =>
  fc.shuffledSubarray(text.split('\n'), { minLength: 1 }).map((lines) => lines.join('\n'));
const truncated = (text: string) => fc.nat({ max: text.length }).map((end) => text.slice(0, end));
const flipped = (text: string) =>
  fc
    .array(fc.tuple(fc.nat({ max: text.length - 1 }), fc.integer({ min: 0, max: 7 })), { minLength: 1, maxLength: 8 })
    .map((flips) => {
      const bytes = Buffer.from(text);
      for (const [at, bit] of flips) bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      return bytes.toString();
    });
const damaged = (text: string) => fc.oneof(shuffled(text), truncated(text), flipped(text));

/** Everything that reads a document; spans must lie in the text, children in their parents. */
function readEverything(text: string, language: Language, offset: number): void {
  const document = openDocument(text, language);
  document.chunks.forEach((chunk) => {
    commentsOf(chunk);
    assertSpans(chunk.node, 0, chunk.text.length);
  });
  for (const { start, end } of problemsOf(document)) assert.ok(0 <= start && start <= end && end <= text.length);
  assertSpans(rootOf(document), 0, text.length);
  pathAt(document, offset % (text.length + 1));
}

function assertSpans(node: Node | null, from: number, to: number): void {
  if (node === null) return;
  assert.ok(
    from <= node.start && node.start <= node.end && node.end <= to,
    `${node.start}-${node.end} in ${from}-${to}`,
  );
  if (node.kind === 'list') for (const item of node.items) assertSpans(item, node.start, node.end);
  if (node.kind !== 'map') return;
  for (const { key, value, start, end } of node.entries) {
    assertSpans(key, start, end);
    assertSpans(value, start, end);
  }
}

for (const [language, text] of [
  ['yaml', VIEW],
  ['json', SUITE],
] as const) {
  test(`truncations, byte flips and shuffled lines of ${language} never throw`, () => {
    fc.assert(
      fc.property(damaged(text), fc.nat(), (broken, offset) => readEverything(broken, language, offset)),
      runs(300),
    );
  });
}

test('any text is read as either language without throwing', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.string({ unit: 'binary' })), fc.nat(), (text, offset) => {
      readEverything(text, 'yaml', offset);
      readEverything(text, 'json', offset);
    }),
    runs(300),
  );
});

test('JSON after any edit equals a fresh reading', () => {
  fc.assert(
    fc.property(anyIntent, (intent) => {
      const edit = placed(intent, SUITE);
      const text = SUITE.slice(0, edit.start) + edit.text + SUITE.slice(edit.end);
      assert.deepEqual(editDocument(openDocument(SUITE, 'json'), [edit]), openDocument(text, 'json'));
    }),
    runs(100),
  );
});

for (const [name, text] of [
  ['lists', '['.repeat(20_000)],
  ['maps', 'a: {'.repeat(20_000)],
  ['items', '- '.repeat(4_000)],
  ['explicit keys', '? '.repeat(4_000)],
] as const) {
  test(`${name} nested too deeply are a problem, not a crash`, () => {
    readEverything(text, 'json', 1);
    readEverything(text, 'yaml', 1);
    readEverything(`a: ${text}`, 'yaml', 1);
    readEverything(`a: 1\n${text}\n  - b: 1\n`, 'yaml', 1);
    readEverything(`a: 1\n...\n${text}`, 'yaml', 1);
  });
}
