import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expressionAt } from '../../core/expressions/expression-at.ts';

/** What is expected where the text has its `|`. */
function at(marked: string): string {
  const offset = marked.indexOf('|');
  const { expects, word, column, operators } = expressionAt(marked.replace('|', ''), offset);
  const what = expects === 'operator' ? operators.join(' ') : expects;
  return `${what}${column === undefined ? '' : ` of ${column}`}${word.text === '' ? '' : `, typed ${word.text}`}`;
}

const COMPARISONS = '= <> < <= > >= IN BETWEEN LIKE NOT IN NOT BETWEEN NOT LIKE IS NULL IS NOT NULL AND OR';

test('what may stand at a place is known from what stands before it', () => {
  const cases: [marked: string, expected: string][] = [
    ['|', 'condition'],
    ['de|', 'condition, typed de'],
    ['delay |', `${COMPARISONS} of delay`],
    ['delay > |', 'value of delay'],
    ['delay >|', 'value of delay'],
    ['delay > 3 |', 'AND OR of delay'],
    ['delay > 3 A|', 'AND OR of delay, typed A'],
    ['delay > 3 AND |', 'condition'],
    ['delay > 3 AND ca| OR x = 1', 'condition, typed ca'],
    ['delay > 3 |AND x = 1', 'AND OR of delay'],
    ['carrier IN (|', 'value of carrier'],
    ["carrier IN ('AA', |", 'value of carrier'],
    ["carrier = 'A|", "text of carrier, typed 'A"],
    ["carrier = 'A|A'", "text of carrier, typed 'A"],
    ["carrier = 'AA'|", 'AND OR of carrier'],
    ['delay BETWEEN |', 'value of delay'],
    ['delay BETWEEN 1 |', 'AND of delay'],
    ['delay BETWEEN 1 AND |', 'value of delay'],
    ['delay BETWEEN 1 AND 3 |', 'AND OR of delay'],
    ['delay BETWEEN 1 AND 3 AND |', 'condition'],
    ['NOT |', 'condition'],
    ['delay NOT |', 'IN BETWEEN LIKE of delay'],
    ['delay IS |', 'NULL NOT NULL of delay'],
    ['delay IS NOT |', 'NULL of delay'],
    ['delay + |', 'value of delay'],
    ['"odd n|', 'name, typed "odd n'],
    ['(delay > 1 OR |', 'condition'],
    ['mean(|', 'condition'],
    ['mean(delay) > |', 'value of delay'],
    ['a @@ b ) ) > |', 'value of b'],
  ];
  for (const [marked, expected] of cases) assert.equal(at(marked), expected, marked);
});
