import assert from 'node:assert/strict';
import { test } from 'node:test';
import { viewChanges } from './changes.ts';

test('another label breaks every model trained on the view', () => {
  assert.deepEqual(viewChanges('labels: [late]', 'labels: [cancelled]'), [
    'breaking: the labels change from `late` to `cancelled`',
  ]);
});

test('another group to start from breaks', () => {
  assert.deepEqual(viewChanges('query: { from: flights@1 }', 'query: { from: flights@2 }'), [
    'breaking: the group it starts from changes from `flights@1` to `flights@2`',
  ]);
});

test('a selection says which columns went and came', () => {
  assert.deepEqual(viewChanges('query: { from: f@1, select: [a, b] }', 'query: { from: f@1, select: [b, c] }'), [
    'breaking: it no longer selects `a` and also selects `c` from f@1',
  ]);
});

test('no selection and a star are the same', () => {
  assert.deepEqual(viewChanges('query: { from: f@1 }', 'query: { from: f@1, select: "*" }'), []);
  assert.deepEqual(viewChanges('query: { from: f@1 }', 'query: { from: f@1, select: { except: [a] } }'), [
    'breaking: the selection from f@1 changes',
  ]);
});

test('joins come, go and change', () => {
  const view = (joins: string): string => `query: { from: f@1, joins: [${joins}] }`;
  const weather = '{ feature_group: weather@1, on: [origin], as_of: true }';
  assert.deepEqual(viewChanges(view(''), view(weather)), ['breaking: a join with weather@1 is added']);
  assert.deepEqual(viewChanges(view(weather), view('')), ['breaking: the join with weather@1 is dropped']);
  assert.deepEqual(viewChanges(view(weather), view('{ feature_group: weather@2, on: [origin, hour] }')), [
    'breaking: `feature_group`, `on` and `as_of` of the join with weather@2 change',
  ]);
});

test('two joins with one group are told apart by their order', () => {
  const view = (within: string): string =>
    `query: { joins: [{ feature_group: w@1, prefix: a_ }, { feature_group: w@1, prefix: b_, within: ${within} }] }`;
  assert.deepEqual(viewChanges(view('1h'), view('2h')), ['breaking: `within` of the join with w@1 changes']);
});

test('what a join leaves out has its default', () => {
  assert.deepEqual(
    viewChanges(
      'query: { joins: [{ feature_group: w@1, on: [a] }] }',
      'query: { joins: [{ feature_group: w@1, on: [a], type: left, as_of: false, select: "*" }] }',
    ),
    [],
  );
});

test('a filter that is only written differently is the same filter', () => {
  const filter = (text: string): string => `query: { filter: "${text}" }`;
  assert.deepEqual(viewChanges(filter("dest <> 'LGA' AND year=2013"), filter("dest != 'LGA'  and (year = 2013)")), []);
  assert.deepEqual(viewChanges(filter("dest <> 'LGA'"), filter("dest <> 'JFK'")), [
    "breaking: the filter changes from `dest <> 'LGA'` to `dest <> 'JFK'`",
  ]);
});

test('another transformation breaks, and its features are named', () => {
  assert.deepEqual(
    viewChanges(
      'transformations: [{ features: [a], function: standard_scaler }, { features: [b], function: one_hot_encoder }]',
      'transformations: [{ features: [a], function: min_max_scaler }, { features: [b], function: one_hot_encoder }]',
    ),
    ['breaking: the transformations of `a` change'],
  );
});

test('a training dataset may be added, but not changed or dropped', () => {
  const view = (datasets: string): string => `training_datasets: [${datasets}]`;
  assert.deepEqual(viewChanges(view('{ version: 1 }'), view('{ version: 1, description: x }, { version: 2 }')), [
    'safe: training dataset 2 is added',
  ]);
  assert.deepEqual(viewChanges(view('{ version: 1 }'), view('{ version: 1, filter: "a > 1" }')), [
    'breaking: training dataset 1 changes',
  ]);
  assert.deepEqual(viewChanges(view('{ version: 1 }'), view('')), ['breaking: training dataset 1 is dropped']);
});

test('an evaluation set may be added; a changed one is for review', () => {
  const view = (sets: string): string => `evaluation_sets: [${sets}]`;
  assert.deepEqual(viewChanges(view(''), view('{ name: by_origin, by: origin }')), [
    'safe: the evaluation set `by_origin` is added',
  ]);
  assert.deepEqual(viewChanges(view('{ name: s, by: origin }'), view('{ name: s, by: dest }')), [
    'review: the evaluation set `s` changes',
  ]);
  assert.deepEqual(viewChanges(view('{ name: s, by: origin }'), view('')), [
    'review: the evaluation set `s` is dropped',
  ]);
});
