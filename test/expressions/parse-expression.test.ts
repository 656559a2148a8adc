import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { columnsOf } from '../../core/expressions/columns-of.ts';
import { GREAT_EXPECTATIONS, PANDAS, PLUMBLINE, SPARK } from '../../core/expressions/notation.ts';
import { parseExpression } from '../../core/expressions/parse-expression.ts';
import { printExpression } from '../../core/expressions/print-expression.ts';
import { walkExpression } from '../../core/expressions/walk-expression.ts';

/** What is read of a text, in its one spelling; it must have no problems. */
function read(text: string, aggregates = false): string {
  const { expression, problems } = parseExpression(text, { aggregates });
  assert.deepEqual(problems, [], text);
  return printExpression(expression!);
}

test('a condition is read as SQL reads it', () => {
  const cases: [text: string, printed: string][] = [
    ['delay > 3', 'delay > 3'],
    ['delay == 3 and NOT late', 'delay = 3 AND NOT late'],
    ['a = 1 or b = 2 and c = 3', 'a = 1 OR b = 2 AND c = 3'],
    ['(a = 1 or b = 2) and c = 3', '(a = 1 OR b = 2) AND c = 3'],
    ['not a = 1 and b != 2', 'NOT a = 1 AND b <> 2'],
    ['not (a = 1 and b = 2)', 'NOT (a = 1 AND b = 2)'],
    ['(a and (b and c))', 'a AND b AND c'],
    ['a + b * -2 - c % 3 >= (a + b) * 2 / .5', 'a + b * -2 - c % 3 >= (a + b) * 2 / 0.5'],
    ['a - (b - c) < 0', 'a - (b - c) < 0'],
    ['- - 3 < a', '-(-3) < a'],
    ["carrier IN ('9E','EV')", "carrier IN ('9E', 'EV')"],
    ['a not in [1, 2]', 'a NOT IN (1, 2)'],
    ['a in ()', 'a IN ()'],
    ['a BETWEEN 1 AND 5 AND b', 'a BETWEEN 1 AND 5 AND b'],
    ['a not between b + 1 and 5', 'a NOT BETWEEN b + 1 AND 5'],
    ["a like '50!%%' escape '!'", "a LIKE '50!%%' ESCAPE '!'"],
    ["a NOT LIKE 'N_%'", "a NOT LIKE 'N_%'"],
    ['a is null or b Is Not Null', 'a IS NULL OR b IS NOT NULL'],
    ['a + 1 IS NULL', 'a + 1 IS NULL'],
    [`"odd ""name""" = 'it''s'`, `"odd ""name""" = 'it''s'`],
    ['`in` = 1', '"in" = 1'],
    ['col("n") > 3', 'n > 3'],
    ["DATE '2024-01-01' <= day", "'2024-01-01' <= day"],
    ['date > 3 and timestamp = 1', 'date > 3 AND timestamp = 1'],
    ['id = 12345678901234567890', 'id = 12345678901234567890'],
    ['straße = 1e3', 'straße = 1000'],
    ['late = TRUE', 'late = TRUE'],
  ];
  for (const [text, printed] of cases) assert.equal(read(text), printed, text);
});

test('where a set is meant, figures of it may be compared', () => {
  assert.equal(read('mean(prediction) > 0.3 AND count(*) >= 100', true), 'mean(prediction) > 0.3 AND count(*) >= 100');
  assert.equal(
    read('AVG(a + b) < max(c) and count(distinct d) = 2', true),
    'mean(a + b) < max(c) AND count_distinct(d) = 2',
  );
});

/** The problems of a text: what is underlined, what is said, and what would put it right. */
function complaints(text: string, aggregates = false): string[] {
  return parseExpression(text, { aggregates }).problems.map(
    ({ start, end, message, fix }) => `${text.slice(start, end)} → ${message}${fix === undefined ? '' : ` [${fix}]`}`,
  );
}

test('a mistake is underlined, explained, and what stands around it is still read', () => {
  const cases: [text: string, printed: string | null, ...complaints: string[]][] = [
    ['', null, ' → the expression is empty'],
    ['a >', 'a', '> → expected a column or a value after >'],
    ['> 3', '3', '> → expected a column or a value, but found >'],
    ['a > 3 AND', 'a > 3', 'AND → expected a column or a value after AND'],
    ['a or and b', 'a OR b', 'and → expected a column or a value after or, but found and'],
    ['a = 1 b = 2', 'a = 1 AND b = 2', 'b → expected AND or OR before b'],
    ['a && b', 'a AND b', '&& → write AND instead of && [AND]'],
    ['a || !b', 'a OR NOT b', '|| → write OR instead of || [OR]', '! → write NOT instead of ! [NOT ]'],
    [
      'a != null',
      'a IS NOT NULL',
      'a != null → a comparison with NULL is never true; write a IS NOT NULL [a IS NOT NULL]',
    ],
    ['NULL = a', 'a IS NULL', 'NULL = a → a comparison with NULL is never true; write a IS NULL [a IS NULL]'],
    ['a => 3', 'a >= 3', '=> → write >= instead of => [>=]'],
    ['1 < a < 3', '1 < a AND a < 3', '1 < a < 3 → a comparison has two sides; write 1 < a AND a < 3 [1 < a AND a < 3]'],
    [
      'NOT 1 < a < 3',
      'NOT (1 < a AND a < 3)',
      '1 < a < 3 → a comparison has two sides; write (1 < a AND a < 3) [(1 < a AND a < 3)]',
    ],
    ['a in (1, 2', 'a IN (1, 2)', '( → the bracket ( is not closed'],
    ['a in (1 2)', 'a IN (1, 2)', '2 → expected a comma before 2'],
    ['a in (1,)', 'a IN (1)', ') → expected a value after ,, but found )'],
    ['a in 1', 'a IN (1)', '1 → expected a list in brackets, such as (1, 2), after in, but found 1'],
    ['a = (1, 2)', 'a = 1', ', → a list stands after IN only'],
    ['((a)', 'a', '( → the bracket ( is not closed'],
    ['a)', 'a', ') → no bracket is open for this )'],
    ['a between 1', 'a', '1 → expected AND and the upper end of BETWEEN after 1'],
    ['a is 3', 'a AND 3', '3 → expected NULL or NOT NULL after is, but found 3', '3 → expected AND or OR before 3'],
    ['a is true', 'a', 'a is true → IS is followed by NULL or NOT NULL; write a'],
    ['a like b', 'a', "b → LIKE compares with a text in single quotes, such as 'N%'"],
    [
      "a like 'x!' escape '!'",
      "a LIKE 'x!' ESCAPE '!'",
      "'x!' → nothing follows the escape character ! at the end of the pattern",
    ],
    ["a like 'x' escape '!!'", "a LIKE 'x'", "'!!' → ESCAPE takes exactly one character"],
    ["a = 'x", "a = 'x'", "'x → the quote ' is not closed"],
    ['a = ‘x’', "a = 'x'", "‘x’ → ‘ is a typographic quote; write 'x' ['x']"],
    [
      '9a = 3',
      '9 = 3',
      '9a → 9a is neither a number nor a name; a name that begins with a digit stands in double quotes',
    ],
    ['a @ 3', 'a AND 3', '@ → @ has no meaning here', '3 → expected AND or OR before 3'],
    ['a.isnull()', 'a IS NULL', 'a.isnull() → write a IS NULL instead of .isnull() [a IS NULL]'],
    ['a.b = 1', 'a = 1', '.b → .b cannot be followed; the fields of a struct are not compared'],
    ["lower(a) = 'x'", "a = 'x'", 'lower(a) → there is no function lower; a condition on rows has no functions'],
    ['mean(a) > 3', 'mean(a) > 3', 'mean(a) → mean(…) needs a set of rows; here each row is judged by itself'],
  ];
  for (const [text, printed, ...expected] of cases) {
    const { expression } = parseExpression(text);
    assert.equal(expression && printExpression(expression), printed, text);
    assert.deepEqual(complaints(text), expected, text);
  }
});

test('where a set is meant, an unknown function names those that there are', () => {
  const [complaint] = complaints('quantile(a, 0.9) > 3', true);
  assert.match(complaint!, /no function quantile; there are count, count_distinct, sum, mean,/);
});

test('names that every JavaScript object has mean nothing here', () => {
  assert.equal(read('constructor = 1 AND "__proto__" IS NULL'), 'constructor = 1 AND __proto__ IS NULL');
  assert.deepEqual(complaints('constructor(a) > 1').length, 1);
  assert.deepEqual(complaints('toString(a) > 1', true).length, 1);
  assert.deepEqual(complaints('a.constructor()'), ['.constructor() → there is no method .constructor()']);
});

test('every node knows where it stands', () => {
  const text = "NOT (col(\"n\") + 1) > -2 AND carrier IN ('AA', 'B6')";
  const spans = [...walkExpression(parseExpression(text).expression!)].map(
    ({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`,
  );
  assert.deepEqual(spans, [
    `logical: ${text}`,
    'not: NOT (col("n") + 1) > -2',
    'comparison: col("n") + 1) > -2',
    'arithmetic: col("n") + 1',
    'column: col("n")',
    'literal: 1',
    'negation: -2',
    'literal: 2',
    "in: carrier IN ('AA', 'B6')",
    'column: carrier',
    "literal: 'AA'",
    "literal: 'B6'",
  ]);
});

test('a text that nests or chains beyond measure is refused, not fatal', () => {
  const deep = [
    `${'('.repeat(50_000)}a${')'.repeat(50_000)}`,
    `${'NOT '.repeat(50_000)}a`,
    `${'- '.repeat(50_000)}1 < a`,
    `a ${'+ 1 '.repeat(50_000)} > 3`,
    `a IN (${'('.repeat(50_000)}`,
  ];
  for (const text of deep) {
    const { problems } = parseExpression(text);
    assert.match(problems.map(({ message }) => message).join(), /the expression (is nested|has) more than/);
  }
});

test('a long chain of AND is as good as a short one', () => {
  const text = Array.from({ length: 20_000 }, (_, index) => `c${index} = ${index}`).join(' AND ');
  const { expression, problems } = parseExpression(text);
  assert.deepEqual(problems, []);
  assert.equal(columnsOf(expression).length, 20_000);
  assert.equal(printExpression(expression!), text);
});

const PIECES = [
  'a', '"b"', '`c`', "'t'", '"', "'", '1', '2.5', '1e9', '(', ')', '[', ']', ',', '.', '+', '-', '*', '/', '%', '=', '==', '<>',
  '<', '>=', '=>', '<=>', '&&', '|', '!', '~', '@', 'AND', 'or', 'NOT', 'IN', 'BETWEEN', 'LIKE', 'ESCAPE', 'IS', 'NULL', 'TRUE',
  'col(', 'mean(', 'count(*)', 'date', '.isnull()', '.is_in([', '‘', '”', '\\', '😀', '\n', ' ',
]; // biome-ignore format: a list of pieces reads best as a block

test('no text throws, and every problem and node lies within the text', () => {
  const text = fc.oneof(
    fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((pieces) => pieces.join(' ')),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  const notation = fc.constantFrom(PLUMBLINE, GREAT_EXPECTATIONS, PANDAS, SPARK);
  fc.assert(
    fc.property(text, notation, fc.boolean(), (source, written, aggregates) => {
      const { expression, problems } = parseExpression(source, { notation: written, aggregates });
      const spans = [...problems, ...(expression ? walkExpression(expression) : [])];
      for (const { start, end } of spans) assert.ok(0 <= start && start <= end && end <= source.length, source);
      assert.ok(expression !== null || problems.length > 0, source);
    }),
    { numRuns: 20_000 },
  );
});

test('what is read without problems is printed and read again as the same', () => {
  const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(' '));
  fc.assert(
    fc.property(text, (source) => {
      const { expression, problems } = parseExpression(source);
      if (problems.length > 0 || expression === null) return;
      const printed = printExpression(expression);
      assert.equal(read(printed), printed, source);
    }),
    { numRuns: 20_000 },
  );
});
