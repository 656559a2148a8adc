import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shapeOfDocument } from '../../core/definitions/shape-of-kind.ts';
import { spanAt } from '../../core/definitions/span-at.ts';
import type { Path } from '../../core/documents/node.ts';
import { openDocument } from '../../core/documents/open-document.ts';

const VIEW = `# A view.
name: "delay"
version: 1
query:
  from: flights
  joins:
    - feature_group: weather
      on: [origin, 'dest']
labels:
  - late
  - gone
evaluation_sets:
  - { name: far, filter: a > 1 }
  - name: near
    filter: a < 1
`;

const SUITE = `{ "expectation_suite_name": "s", "expectations": [
  { "expectation_type": "expect_column_to_exist", "kwargs": { "column": "id" },
    "meta": { "plumbline": { "warn": { "mostly": 0.9 } } } }
] }`;

function lettersAt(text: string, path: Path, part?: 'key' | 'value'): string {
  const isJson = text.startsWith('{');
  const document = openDocument(text, isJson ? 'json' : 'yaml');
  const shape = shapeOfDocument(isJson ? 'expectation-suite' : 'feature-view', document);
  const { start, end } = spanAt(document, shape, path, part);
  return text.slice(start, end);
}

describe('a path of the value stands', () => {
  const places: readonly (readonly [path: Path, letters: string, part?: 'key' | 'value'])[] = [
    [['name'], 'delay'],
    [['name'], 'name', 'key'],
    [['version'], '1'],
    [['query', 'from'], 'flights'],
    [['query', 'joins', 0, 'on', 1], 'dest'],
    [['query', 'joins', 0], "feature_group: weather\n      on: [origin, 'dest']"],
    [['labels', 1], 'gone'],
    [['labels'], 'late\n  - gone'],
    [['labels'], 'labels', 'key'],
    [['evaluation_sets', 1, 'filter'], 'a < 1'],
    [['evaluation_sets', 0], '{ name: far, filter: a > 1 }'],
    [[], VIEW],
  ];
  for (const [path, letters, part] of places) {
    it(`at ${JSON.stringify(letters.slice(0, 30))}: ${path.join('.')} ${part ?? ''}`, () => {
      assert.equal(lettersAt(VIEW, path, part), letters);
    });
  }

  const missing: readonly (readonly [path: Path, letters: string])[] = [
    [['owner'], 'name'],
    [['query', 'select'], 'query'],
    [['query', 'joins', 0, 'prefix'], 'feature_group: weather'],
    [['query', 'joins', 7], 'joins'],
    [['evaluation_sets', 0, 'by'], 'name: far'],
    [['evaluation_sets', 7, 'by'], 'evaluation_sets'],
  ];
  for (const [path, letters] of missing) {
    it(`nowhere, so at the head of what is nearest: ${path.join('.')}`, () => {
      assert.equal(lettersAt(VIEW, path), letters);
    });
  }

  it('in JSON of Great Expectations under the names of the value', () => {
    assert.equal(lettersAt(SUITE, ['name']), 's');
    assert.equal(lettersAt(SUITE, ['expectations', 0, 'type']), 'expect_column_to_exist');
    assert.equal(lettersAt(SUITE, ['expectations', 0, 'type'], 'key'), '"expectation_type"');
    assert.equal(lettersAt(SUITE, ['expectations', 0, 'kwargs', 'column']), 'id');
    assert.equal(lettersAt(SUITE, ['expectations', 0, 'warn', 'mostly']), '0.9');
  });
});
