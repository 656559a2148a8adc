import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { didYouMean, editDistance, nearestName } from '../../core/catalogue/nearest-name.ts';

test('the name that was meant is found behind the mistakes that people make', () => {
  const names = [
    'carrier',
    'origin',
    'dest',
    'distance_km',
    'scheduled_departure',
    'expect_column_values_to_be_between',
  ];
  const cases: [typed: string, meant: string | undefined][] = [
    ['carier', 'carrier'],
    ['carrrier', 'carrier'],
    ['carreir', 'carrier'],
    ['Carrier', 'carrier'],
    ['orgin', 'origin'],
    ['dets', 'dest'],
    ['distance-km', 'distance_km'],
    ['distance km', 'distance_km'],
    ['distance', 'distance_km'],
    ['scheduled', 'scheduled_departure'],
    ['expect_column_value_to_be_betwen', 'expect_column_values_to_be_between'],
    ['expectColumnValues', undefined],
    ['wind_speed', undefined],
    ['de', undefined],
    ['x', undefined],
    ['', undefined],
  ];
  for (const [typed, meant] of cases) assert.equal(nearestName(typed, names), meant, typed);
});

test('of several the nearest is taken', () => {
  assert.equal(nearestName('flight', ['flights', 'fight', 'light_blue']), 'flights');
  assert.equal(nearestName('max', ['mac', 'max_value', 'MAX']), 'MAX');
});

test('a message ends in the name, or says nothing', () => {
  assert.equal(didYouMean('carier', ['carrier']), '; did you mean "carrier"?');
  assert.equal(didYouMean('zzz', ['carrier']), '');
});

test('the distance counts insertions, deletions, substitutions and swaps', () => {
  const cases: [a: string, b: string, distance: number][] = [
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['ab', 'ba', 1],
    ['ca', 'abc', 3],
    ['same', 'same', 0],
  ];
  for (const [a, b, distance] of cases) assert.equal(editDistance(a, b), distance, `${a} ${b}`);
});

test('the distance is symmetric, zero for the same only, and never above the longer length', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      const distance = editDistance(a, b);
      assert.equal(distance, editDistance(b, a));
      assert.equal(distance === 0, a === b);
      assert.ok(distance >= Math.abs(a.length - b.length) && distance <= Math.max(a.length, b.length));
      assert.ok(editDistance(a, b, 2) === distance || distance > 2);
    }),
  );
});
