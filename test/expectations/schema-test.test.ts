import assert from 'node:assert/strict';
import { after, test } from 'node:test';

const made: string[] = [];
const RealFunction = globalThis.Function;
globalThis.Function = new Proxy(RealFunction, {
  construct(target, parts) {
    made.push(parts.join('\n'));
    return Reflect.construct(target, parts);
  },
});
after(() => {
  globalThis.Function = RealFunction;
});
const { schemaTest } = await import('../../core/expectations/schema-test.ts');

test('a JSON Schema judges texts', () => {
  const fits = schemaTest({ type: 'object', required: ['a'], properties: { a: { type: 'number', minimum: 0 } } });
  assert.deepEqual(['{"a":1}', '{"a":-1}', '{"b":1}', '{"a":', '[]'].map(fits), [true, false, false, false, false]);
});

test('a schema that cannot be read is an error before anything is judged', () => {
  assert.throws(() => schemaTest({ pattern: '(' }), /json_schema is no JSON Schema/);
});

test('no code is made of what a schema says', () => {
  schemaTest({ properties: { marker_of_a_schema: { const: 'marker_of_a_schema' } } })('{"marker_of_a_schema":1}');
  assert.equal(made.join('\n').includes('marker_of_a_schema'), false);
});
