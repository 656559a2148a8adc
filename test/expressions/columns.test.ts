import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsOf } from '../../core/expressions/columns-of.ts';
import { parseExpression } from '../../core/expressions/parse-expression.ts';
import { unknownColumns } from '../../core/expressions/unknown-columns.ts';

test('references are found in the order of the text, each where its name stands', () => {
  const text = 'dest <> origin AND col("delay") > 3 OR origin IS NULL';
  const { expression } = parseExpression(text);
  const found = columnsOf(expression).map(({ name, nameSpan }) => [name, text.slice(nameSpan.start, nameSpan.end)]);
  assert.deepEqual(found, [
    ['dest', 'dest'],
    ['origin', 'origin'],
    ['delay', '"delay"'],
    ['origin', 'origin'],
  ]);
  assert.deepEqual(columnsOf(null), []);
});

test('columns are found even in text that is broken', () => {
  const found = columnsOf(parseExpression('delay > AND (carrier = origin').expression);
  assert.deepEqual(
    found.map(({ name }) => name),
    ['delay', 'carrier', 'origin'],
  );
});

function unknown(text: string): string[] {
  const known = new Set(['carrier', 'origin', 'arr delay']);
  const nearest = (typed: string): string | undefined => ({ carier: 'carrier', delay: 'arr delay' })[typed];
  return unknownColumns(parseExpression(text).expression, known, nearest).map(
    ({ start, end, message, fix }) => `${text.slice(start, end)} → ${message} [${fix}]`,
  );
}

test('an unknown column is named, with the column that was meant', () => {
  assert.deepEqual(unknown('carrier = origin'), []);
  assert.deepEqual(unknown('carier = origin AND gate = 1'), [
    'carier → there is no column "carier"; did you mean "carrier"? [carrier]',
    'gate → there is no column "gate" [undefined]',
  ]);
  assert.deepEqual(unknown('delay > 1'), [
    'delay → there is no column "delay"; did you mean "arr delay"? ["arr delay"]',
  ]);
});

test('a text in double quotes is told from a column', () => {
  const advice = (name: string): string =>
    `"${name}" → there is no column "${name}"; a text stands in single quotes: '${name}' ['${name}']`;
  assert.deepEqual(unknown('carrier == "AA"'), [advice('AA')]);
  assert.deepEqual(unknown('carrier IN ("AA", "B6")'), [advice('AA'), advice('B6')]);
  assert.deepEqual(unknown('carrier = "origin"'), []);
});
