import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { parseExpression } from '../../core/expressions/parse-expression.ts';
import { printExpression } from '../../core/expressions/print-expression.ts';
import { toDuckDb } from '../../core/expressions/to-duckdb.ts';
import { type Row, toRowFunction } from '../../core/expressions/to-row-function.ts';
import type { ColumnTypes } from '../../core/expressions/value-type.ts';
import { COLUMNS, condition, DAYS, INSTANTS, NUMBERS, TEXTS } from './arbitrary-expression.ts';

const types: ColumnTypes = (name) => COLUMNS[name]?.type;

let instance: DuckDBInstance;
let connection: DuckDBConnection;
let rows: Row[];

before(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  const declared = Object.entries(COLUMNS).map(([name, { sql }]) => `"${name.replaceAll('"', '""')}" ${sql}`);
  await connection.run(`CREATE TABLE t (${declared.join(', ')})`);
  const places = Object.keys(COLUMNS).map((_, index) => `$${index + 1}`);
  for (const row of fc.sample(anyRow, { numRuns: 150, seed: 7 })) {
    await connection.run(`INSERT INTO t VALUES (${places.join(', ')})`, row);
  }
  rows = (await connection.runAndReadAll('SELECT * FROM t ORDER BY rowid')).getRowObjectsJson();
});

after(() => {
  connection.closeSync();
  instance.closeSync();
});

const orNull = <Value>(values: readonly Value[]): fc.Arbitrary<Value | null> =>
  fc.option(fc.constantFrom(...values), { freq: 4 });
const anyRow = fc.tuple(
  orNull([0, 1, -1, 2, 3, 100]),
  orNull([0n, 1n, -1n, 3n, 9007199254740992n, 9007199254740993n]),
  orNull([...NUMBERS, Number.NaN, Number.POSITIVE_INFINITY]),
  orNull(NUMBERS),
  orNull(NUMBERS.filter((number) => Math.abs(number) < 1e6)),
  orNull(TEXTS),
  orNull(TEXTS),
  orNull([true, false]),
  orNull(DAYS),
  orNull(INSTANTS),
  orNull(INSTANTS),
);

test('a condition says of every row what DuckDB says', async () => {
  await fc.assert(
    fc.asyncProperty(condition, async (expression) => {
      const { text, values } = toDuckDb(expression, types);
      const answer = await connection.runAndReadAll(`SELECT ${text} FROM t ORDER BY rowid`, [...values]);
      const expected = answer.getRows().map(([value]) => value);
      const holds = toRowFunction(expression, types);
      const actual = rows.map(holds);
      const odd = actual.findIndex((value, index) => value !== expected[index]);
      const where = `${printExpression(expression)}\n${text} ${values.join(' | ')}\n${JSON.stringify(rows[odd])}`;
      assert.equal(actual[odd], expected[odd], where);
    }),
    { numRuns: 1500 },
  );
});

test('a condition on a set is judged by its figures', async () => {
  const cases: [text: string, expected: boolean | null][] = [
    ['count(*) = 150 AND count(i) < 150 AND count_distinct(late) = 2', true],
    ['mean(late) > 0 AND mean(late) < 1 AND sum(i) > 0', true],
    ["min(day) = '0001-01-01' AND max(s) > 'a' AND median(i) >= min(i)", true],
    ['stddev(f) * stddev(f) - variance(f) > 1', false],
    ['mean(i + price) / 0 > 1', null],
  ];
  for (const [source, expected] of cases) {
    const { expression, problems } = parseExpression(source, { aggregates: true });
    assert.deepEqual(problems, []);
    const { text, values } = toDuckDb(expression!, types);
    const answer = await connection.runAndReadAll(`SELECT ${text} FROM t`, [...values]);
    assert.equal(answer.getRows()[0]![0], expected, source);
  }
});

test('a condition that is printed and read again is the same condition', () => {
  fc.assert(
    fc.property(condition, (expression) => {
      const text = printExpression(expression);
      const { expression: again, problems } = parseExpression(text);
      assert.deepEqual(problems, [], text);
      assert.equal(printExpression(again!), text);
      assert.deepEqual(toDuckDb(again!, types), toDuckDb(expression, types));
    }),
    { numRuns: 2000 },
  );
});
