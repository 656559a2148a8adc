import assert from 'node:assert/strict';
import { test } from 'node:test';
import { featureChanges, viewChanges } from './changes.ts';

test('with no compatibility asked for, what breaks is for review', () => {
  assert.deepEqual(featureChanges('type: int', 'type: string', 'none'), [
    'review: the type of `x` changes from `int` to `string`',
  ]);
});

test('backward protects readers, forward does not: a view writes nothing', () => {
  const [before, after] = ['labels: [late]', 'labels: [cancelled]'];
  const change = 'the labels change from `late` to `cancelled`';
  assert.deepEqual(viewChanges(before, after, 'backward'), [`breaking: ${change}`]);
  assert.deepEqual(viewChanges(before, after, 'forward'), [`review: ${change}`]);
  assert.deepEqual(viewChanges(before, after, 'full'), [`breaking: ${change}`]);
});

test('what breaks both is breaking in every mode but none', () => {
  for (const mode of ['backward', 'forward', 'full'] as const) {
    assert.deepEqual(featureChanges('type: int, unit: km', 'type: int, unit: mi', mode), [
      'breaking: the unit of `x` changes from `km` to `mi`',
    ]);
  }
});

test('the transitive modes judge as the others do', () => {
  assert.deepEqual(viewChanges('labels: [a]', 'labels: [b]', 'forward_transitive'), [
    'review: the labels change from `a` to `b`',
  ]);
  assert.deepEqual(viewChanges('labels: [a]', 'labels: [b]', 'backward_transitive'), [
    'breaking: the labels change from `a` to `b`',
  ]);
});
