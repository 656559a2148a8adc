import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkExpression } from '../../core/expressions/check-expression.ts';
import { parseExpression } from '../../core/expressions/parse-expression.ts';
import type { ValueType } from '../../core/expressions/value-type.ts';
import { COLUMNS, condition } from './arbitrary-expression.ts';

const TYPES: Readonly<Record<string, ValueType>> = {
  delay: 'integer',
  distance: 'double',
  carrier: 'string',
  late: 'boolean',
  day: 'date',
  departure: 'timestamp',
  tags: 'other',
};

function complaints(text: string, aggregates = false): string[] {
  const { expression, problems } = parseExpression(text, { aggregates });
  assert.deepEqual(problems, []);
  return checkExpression(expression!, (column) => TYPES[column], { aggregates }).map(
    ({ start, end, message, fix }) => `${text.slice(start, end)} → ${message}${fix === undefined ? '' : ` [${fix}]`}`,
  );
}

test('a condition that makes sense passes', () => {
  const fine = [
    'delay > 3 AND distance < delay * 2.5',
    "carrier IN ('AA', 'B6') AND carrier LIKE 'A%'",
    "day >= '2024-01-01' AND departure < '2024-01-01T10:00:00Z' AND departure > day",
    "late AND NOT late OR late = TRUE OR late = 1 OR late = 'false'",
    "delay = '3' OR delay = -3",
    'tags IS NOT NULL',
    'delay BETWEEN 1 AND 3',
  ];
  for (const text of fine) assert.deepEqual(complaints(text), [], text);
});

test('of a column whose type is not known nothing is said', () => {
  assert.deepEqual(
    complaints("mystery = 3 AND mystery = 'x' AND mystery AND mystery LIKE 'x' AND mystery + 1 > 2"),
    [],
  );
});

test('values that can never compare are named with what to write', () => {
  const cases: [text: string, ...complaints: string[]][] = [
    ['carrier = 9', "9 → carrier is a text, and 9 is not; write '9' ['9']"],
    ['9 < carrier', "9 → carrier is a text, and 9 is not; write '9' ['9']"],
    ["delay > 'late'", "'late' → delay is a number, and 'late' is none"],
    ['delay = TRUE', 'TRUE → delay is a number, and TRUE is true or false'],
    ["late = 'maybe'", "'maybe' → late is true or false, and 'maybe' is a text"],
    ["day > '2024-02-30'", "'2024-02-30' → day is a date, and '2024-02-30' is none; a date is written '2024-01-31'"],
    ['departure > 3', "3 → departure is a timestamp, and 3 is a number; a timestamp is written '2024-01-31T10:00:00Z'"],
    ['carrier = delay', 'carrier = delay → carrier is a text and delay a number; they cannot be compared'],
    ['tags = tags', 'tags = tags → a list or struct cannot be compared; it can be tested for NULL only'],
    ["tags = 'x'", "'x' → tags is a list or struct, and can be tested for NULL only"],
    ["carrier IN ('AA', 6)", "6 → carrier is a text, and 6 is not; write '6' ['6']"],
    ["delay BETWEEN 1 AND 'x'", "'x' → delay is a number, and 'x' is none"],
    ["delay LIKE '3%'", 'delay → LIKE compares texts; delay is a number'],
    ['carrier + 1 > 2', 'carrier → + needs numbers; carrier is a text'],
    ['-late < 0', 'late → only a number has a sign; late is true or false'],
  ];
  for (const [text, ...expected] of cases) assert.deepEqual(complaints(text), expected, text);
});

test('a condition that no row can pass is told', () => {
  assert.deepEqual(complaints('delay IN ()'), ['delay IN () → nothing is in an empty list']);
  assert.deepEqual(complaints('delay NOT IN (1, NULL)'), [
    'NULL → NOT IN a list with NULL is never true; leave NULL out, and write AND delay IS NOT NULL',
  ]);
  assert.deepEqual(complaints('delay BETWEEN 5 AND 1'), [
    '5 AND 1 → nothing lies between 5 and 1; the smaller end comes first: 1 AND 5 [1 AND 5]',
  ]);
});

test('what stands where a condition should is told', () => {
  assert.deepEqual(complaints('delay'), ['delay → delay is a number, not a condition; compare it with a value']);
  assert.deepEqual(complaints('delay AND NOT carrier'), [
    'delay → delay is a number, not a condition; compare it with a value',
    'carrier → carrier is a text, not a condition; compare it with a value',
  ]);
  assert.deepEqual(complaints("'x'"), ["'x' → 'x' is a value, not a condition"]);
});

test('in an expression on a set, columns stand inside figures of it, and figures not inside one another', () => {
  assert.deepEqual(complaints('mean(delay) > 0.3 AND mean(late) < 0.5 AND count(*) > 3', true), []);
  assert.deepEqual(complaints('mean(delay) > distance', true), [
    'distance → distance differs from row to row; say which figure of the set is meant, such as mean(distance)',
  ]);
  assert.deepEqual(complaints('max(mean(delay)) > 1', true), [
    'mean(delay) → mean(…) cannot stand inside another figure',
  ]);
  assert.deepEqual(complaints('mean(carrier) > 1', true), ['carrier → mean(…) needs numbers; carrier is a text']);
});

test('no condition throws when it is checked', () => {
  fc.assert(
    fc.property(condition, (expression) => {
      for (const { message } of checkExpression(expression, (name) => COLUMNS[name]?.type))
        assert.ok(message.length > 0);
    }),
    { numRuns: 2000 },
  );
});
