import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnNamesOf, columnsOf } from '../../core/expressions/columns-of.ts';
import { PANDAS } from '../../core/expressions/notation.ts';
import { parseExpression } from '../../core/expressions/parse-expression.ts';
import { renameColumn } from '../../core/expressions/rename-column.ts';
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
  assert.deepEqual(columnNamesOf(expression), ['dest', 'origin', 'delay']);
  assert.deepEqual(columnsOf(null), []);
});

test('columns are found even in text that is broken', () => {
  assert.deepEqual(columnNamesOf(parseExpression('delay > AND (carrier = origin').expression), [
    'delay',
    'carrier',
    'origin',
  ]);
});

function renamed(text: string, from: string, to: string, notation?: typeof PANDAS): string {
  const edits = renameColumn(parseExpression(text, { notation }).expression, from, to);
  return edits.reduceRight(
    (before, { start, end, text: name }) => before.slice(0, start) + name + before.slice(end),
    text,
  );
}

test('a rename touches the references alone, and keeps their quotes', () => {
  const before = `delay > 3 AND "delay" < 5 OR note = 'delay' AND delay_2 = col("delay")`;
  assert.equal(
    renamed(before, 'delay', 'late_by'),
    `late_by > 3 AND "late_by" < 5 OR note = 'delay' AND delay_2 = col("late_by")`,
  );
  assert.equal(renamed('delay > 3', 'delay', 'arrival delay'), '"arrival delay" > 3');
  assert.equal(renamed('`delay` > 3', 'delay', 'arrival delay', PANDAS), '`arrival delay` > 3');
  assert.equal(renamed('delay > 3', 'Delay', 'x'), 'delay > 3');
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
