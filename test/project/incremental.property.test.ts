import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { runs } from '../documents/arbitrary-yaml.ts';
import { anyStep, take } from './arbitrary-steps.ts';
import { FLIGHTS, projectOf, type Texts } from './kit.ts';
import { aboutFile, everythingIn } from './observe.ts';

/** With a second version, a suite in JSON and a suite for two groups: everything that makes references hard. */
const START: Texts = {
  ...FLIGHTS,
  'flights-2.feature-group.yaml': (FLIGHTS['flights.feature-group.yaml'] ?? '').replace('version: 1', 'version: 2'),
  'orders.json': `{ "name": "orders", "meta": { "plumbline": { "feature_group": "weather" } },
  "expectations": [{ "type": "expect_column_to_exist", "kwargs": { "column": "visib" } }] }`,
  'both.expectations.yaml': `name: common
feature_group: weather
expectations:
  - { type: expect_column_to_exist, kwargs: { column: visib } }
`,
};

test('after any edits of any files, the project equals one that is read from the start', () => {
  const property = fc.property(fc.array(anyStep, { minLength: 1, maxLength: 12 }), (steps) => {
    const now = new Map(Object.entries(START));
    const project = projectOf(START, now);
    for (const step of steps) take(project, START, now, step);
    assert.deepEqual(everythingIn(project), everythingIn(projectOf(Object.fromEntries(now))));
  });
  fc.assert(property, runs(300));
});

test('a file that is not among those an edit concerns sees nothing else than before', () => {
  const property = fc.property(fc.array(anyStep, { minLength: 1, maxLength: 8 }), (steps) => {
    const now = new Map(Object.entries(START));
    const project = projectOf(START, now);
    let before = seen();
    for (const step of steps) {
      const concerned = new Set(take(project, START, now, step));
      const after = seen();
      for (const [path, about] of after) {
        if (concerned.has(path) || isDeepStrictEqual(before.get(path), about)) continue;
        assert.deepEqual(about, before.get(path), `${path} is concerned, too, by ${JSON.stringify(step)}`);
      }
      before = after;
    }

    function seen() {
      return new Map([...project.files].map(([path, file]) => [path, aboutFile(project, file)]));
    }
  });
  fc.assert(property, runs(300));
});
