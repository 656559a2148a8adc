import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { markdownOfCheck, markdownOfSuites } from '../../core/reports/markdown-summary.ts';
import { counts, FINDINGS, HIDDEN, MIXED, NASTY, reported, SET, verdict } from './report-kit.ts';

describe('a summary in Markdown', () => {
  test('of validations: how each suite went, then what does not hold', () => {
    assert.equal(
      markdownOfSuites([MIXED]),
      `## ❌ Data: the suite does not hold

|  | Suite | Data | Rows | Expectations that hold |
| --- | --- | --- | --- | --- |
| ❌ fails | orders | <code>orders&#64;1</code> | 3 | 1 of 5 |

### Not as expected

|  | Column | Expected | Seen | Where |
| --- | --- | --- | --- | --- |
| ❌ error | <code>status</code> | values to be in set | 1 of 3 values is not paid (33.3 %)<br>such as void<br>why: the shop knows one | <code>expectations/orders.expectations.yaml&#58;5</code> |
| ⚠️ warning | <code>amount</code> | values to not be null | 1 of 3 values is missing (33.3 %, at most 10 % allowed) | <code>expectations/orders.expectations.yaml&#58;7</code> |
| ℹ️ info | <code>amount</code> | values to not be null | 1 of 3 values is missing (33.3 %) | <code>expectations/orders.expectations.yaml&#58;9</code> |
| ❌ error | <code>nope</code> | values to not be null | could not be judged: there is no column nope | <code>expectations/orders.expectations.yaml&#58;11</code> |
`,
    );
  });

  test('of a check', () => {
    const text = markdownOfCheck(FINDINGS);
    assert.match(text, /^## ❌ Definitions: 1 error, 0 warnings, 1 for information\n\nIn 3 files\.\n/);
    assert.match(text, /orders&#64;1 has no column amuont<br>did you mean amount\?/);
  });

  test('what data says stays in its cell, and is text', () => {
    const suite = reported([verdict(SET, { column: NASTY, value_set: [NASTY] }, counts(1, 3, [NASTY]))], NASTY);
    const lines = markdownOfSuites([suite]).split('\n');
    const rows = lines.filter((line) => line.startsWith('| ❌'));
    assert.equal(rows.length, 2);
    for (const row of rows) {
      assert.equal(row.split(/(?<!\\)\|/).length, 7);
      assert.doesNotMatch(row, /<(?!\/?code>|br>)|(?<!\\)`|@/);
      assert.doesNotMatch(row, HIDDEN);
    }
  });

  test('of very many failures shows the first hundred, and says how many more there are', () => {
    const each = verdict(SET, { column: 'status', value_set: [1] }, counts(1, 3));
    const text = markdownOfSuites([reported(Array.from({ length: 130 }, () => each))]);
    assert.equal(text.split('\n').filter((line) => line.startsWith('| ❌ error')).length, 100);
    assert.match(text, /… and 30 more\.\n$/);
  });
});
