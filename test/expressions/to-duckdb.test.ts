import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExpression } from '../../core/expressions/parse-expression.ts';
import { toDuckDb } from '../../core/expressions/to-duckdb.ts';
import type { ValueType } from '../../core/expressions/value-type.ts';

const TYPES: Readonly<Record<string, ValueType>> = {
  delay: 'integer',
  ratio: 'float',
  carrier: 'string',
  late: 'boolean',
  day: 'date',
  at: 'timestamp',
};

function compiled(source: string): [text: string, ...values: unknown[]] {
  const { expression, problems } = parseExpression(source, { aggregates: true });
  assert.deepEqual(problems, []);
  const { text, values } = toDuckDb(expression!, (column) => TYPES[column]);
  return [text, ...values];
}

test('names are quoted and values bound, whatever is in them', () => {
  assert.deepEqual(compiled(`"x""; DROP TABLE t; --" = '''; DROP TABLE t; --'`), [
    '("x""; DROP TABLE t; --" = ?)',
    "'; DROP TABLE t; --",
  ]);
  assert.deepEqual(compiled("carrier IN ('AA', 'B6') AND NOT carrier LIKE '50!%%' ESCAPE '!'"), [
    '(("carrier" IN (?, ?)) AND (NOT ("carrier" LIKE ? ESCAPE ?)))',
    'AA',
    'B6',
    '50!%%',
    '!',
  ]);
});

test('values are bound as the column means them', () => {
  assert.deepEqual(compiled("delay = '3'"), ['("delay" = ?)', 3]);
  assert.deepEqual(compiled('ratio > 0.1'), ['("ratio" > CAST(? AS FLOAT))', 0.1]);
  assert.deepEqual(compiled('late = 1'), ['("late" = ?)', true]);
  assert.deepEqual(compiled("at > '2024-01-01T02:00:00+02:00'"), ['("at" > ?)', '2024-01-01T00:00:00.000000Z']);
  assert.deepEqual(compiled('delay > 9007199254740993'), ['("delay" > ?)', 9007199254740993n]);
});

test('nothing is cut off to make two values comparable', () => {
  assert.deepEqual(compiled("day > '2024-01-01T10:00:00'"), [
    '(CAST("day" AS TIMESTAMP) > ?)',
    '2024-01-01T10:00:00.000000Z',
  ]);
  assert.deepEqual(compiled('day < at'), ['(CAST("day" AS TIMESTAMP) < "at")']);
});

test('what can never be compared is unknown, and no error', () => {
  assert.deepEqual(compiled('carrier = 3'), ['CAST(NULL AS BOOLEAN)']);
  assert.deepEqual(compiled('carrier = delay OR late'), ['(CAST(NULL AS BOOLEAN) OR "late")']);
});

test('arithmetic is on doubles, and dividing by zero is unknown', () => {
  assert.deepEqual(compiled('delay / 2 > ratio'), [
    '((CAST("delay" AS DOUBLE) / NULLIF(CAST(? AS DOUBLE), 0)) > CAST("ratio" AS DOUBLE))',
    2,
  ]);
});

test('lists of constants stay lists, other lists become comparisons', () => {
  assert.deepEqual(compiled('delay NOT IN (1, NULL)'), ['(NOT ("delay" IN (?, NULL)))', 1]);
  assert.deepEqual(compiled('delay IN ()'), ['?', false]);
  assert.deepEqual(compiled('delay IN (1, delay)'), ['(("delay" = ?) OR ("delay" = "delay"))', 1]);
});

test('figures of a set are those of DuckDB', () => {
  assert.deepEqual(compiled('mean(late) > 0.3 AND count(*) > 5 AND count_distinct(carrier) = max(delay)'), [
    '((avg(CAST("late" AS DOUBLE)) > CAST(? AS DOUBLE)) AND (count(*) > ?) AND (count(DISTINCT "carrier") = max("delay")))',
    0.3,
    5,
  ]);
});

test('columns may be written in another way than by their names', () => {
  const { expression } = parseExpression('delay > 3');
  const options = { column: (name: string) => `f."${name}"` };
  assert.equal(toDuckDb(expression!, () => undefined, options).text, '(f."delay" > ?)');
});
