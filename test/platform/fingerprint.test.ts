import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { canonicalJson, fingerprintOf } from '../../core/platform/fingerprint.ts';

test('the order of keys and the way a number is written do not matter', () => {
  const yaml = parse('{ kwargs: { max_value: 9e3, column: distance_km, min_value: 0.0 }, type: between }');
  const json = JSON.parse('{"type":"between","kwargs":{"column":"distance_km","min_value":0,"max_value":9000}}');
  assert.equal(fingerprintOf(yaml), fingerprintOf(json));
  assert.equal(fingerprintOf({ a: 1, b: undefined }), fingerprintOf({ a: 1 }));
  assert.equal(canonicalJson({ b: [{ d: 1, c: null }], a: 'é' }), '{"a":"é","b":[{"c":null,"d":1}]}');
});

test('everything that was judged does matter', () => {
  const values = [{ a: 1 }, { a: '1' }, { a: [1] }, { a: null }, { b: 1 }, { a: 1, b: 1 }, [1, 2], [2, 1], 'a', null];
  assert.equal(new Set(values.map(fingerprintOf)).size, values.length);
});

test('equal fingerprints mean equal values, and shuffled keys change none', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const equal = JSON.stringify(JSON.parse(canonicalJson(one))) === JSON.stringify(JSON.parse(canonicalJson(other)));
      assert.equal(fingerprintOf(one) === fingerprintOf(other), equal);
    }),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const backwards = Object.fromEntries(Object.entries(value).reverse());
      assert.equal(fingerprintOf(backwards), fingerprintOf(value));
    }),
  );
});
