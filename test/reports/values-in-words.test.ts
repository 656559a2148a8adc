import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { number, percent, plural } from '../../core/reports/numbers-in-words.ts';
import { listed, show } from '../../core/reports/values-in-words.ts';

describe('a value of the data', () => {
  const VALUES: readonly (readonly [value: unknown, words: string])[] = [
    [2400, '2400'],
    [1048.36058, '1048.36058'],
    [17.738671, '17.738671'],
    [0.1 + 0.2, '0.3'],
    [1 / 3, '0.333333'],
    [1e-9, '1e-9'],
    [123456789.1234567, '123456789.123457'],
    [2 ** 53, '9007199254740992'],
    ['N3ALAA', 'N3ALAA'],
    ['1', '"1"'],
    ['-2.5', '"-2.5"'],
    ['true', '"true"'],
    ['null', '"null"'],
    ['', '""'],
    [' a', '" a"'],
    ['a, b', '"a, b"'],
    ['two\nlines', '"two\\nlines"'],
    [null, 'null'],
    [true, 'true'],
    [[1, 'a'], '1, a'],
    [{ origin: 'EWR', hour: 1 }, 'origin EWR, hour 1'],
    ['x'.repeat(100), `${'x'.repeat(80)}…`],
  ];
  for (const [value, words] of VALUES) {
    test(`${JSON.stringify(value).slice(0, 40)} is ${words.slice(0, 40)}`, () => assert.equal(show(value), words));
  }

  test('a list is cut short, and what is itself a list keeps its brackets', () => {
    assert.equal(listed([1, 2, 3], 2), '1, 2, … (3 in all)');
    assert.equal(listed([[1, 2], { a: 1 }]), '(1, 2), (a 1)');
  });

  test('a number and a text of the same letters never look the same', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.integer(), fc.boolean()), (value) => show(value) !== show(`${value}`)),
    );
  });
});

describe('a number', () => {
  test('has its thousands marked as English does', () => {
    fc.assert(
      fc.property(fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true }), fc.constantFrom(0, 999, 1000)), (value) => {
        assert.equal(number(value), (value === 0 ? 0 : value).toLocaleString('en-US'));
      }),
    );
  });
});

describe('a percentage', () => {
  const SHARES: readonly (readonly [value: number, beside: number | undefined, words: string])[] = [
    [0, undefined, '0 %'],
    [100, undefined, '100 %'],
    [15, undefined, '15 %'],
    [14.987, undefined, '15 %'],
    [2.257, undefined, '2.3 %'],
    [0.00883, undefined, '0.0088 %'],
    [99.98, undefined, '99.98 %'],
    [99.999996, undefined, '99.999996 %'],
    [5.0001, 5, '5.0001 %'],
    [4.96, 5, '4.96 %'],
  ];
  for (const [value, beside, words] of SHARES) {
    test(`${value}${beside === undefined ? '' : ` beside ${beside}`} is ${words}`, () =>
      assert.equal(percent(value, beside), words));
  }

  test('never looks like nothing, like everything, or like what it is compared with, unless it is', () => {
    const share = fc.integer({ min: 1, max: 999_999 }).map((parts) => parts / 10_000);
    fc.assert(
      fc.property(share, share, (value, beside) => {
        const words = percent(value, beside);
        assert.ok(words !== '0 %' && words !== '100 %');
        if (value !== beside) assert.notEqual(words, percent(beside));
      }),
    );
  });
});

test('counts are grouped, and one is one', () => {
  assert.equal(plural(336_776, 'row'), '336,776 rows');
  assert.equal(plural(1, 'row'), '1 row');
  assert.equal(plural(2, 'row of both', 'rows of both'), '2 rows of both');
});
