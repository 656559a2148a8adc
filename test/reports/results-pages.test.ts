import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { resultsPages } from '../../core/reports/results-pages.ts';
import { counts, HIDDEN, MIXED, NASTY, reported, SET, verdict } from './report-kit.ts';

describe('pages of results', () => {
  test('are an index and one for each suite, which it leads to', () => {
    const [index, ...pages] = resultsPages([MIXED, reported([], 'empty')]);
    assert.equal(index?.path, 'index.html');
    assert.deepEqual(
      pages.map(({ path }) => path),
      ['suites/orders-orders-1.html', 'suites/empty-orders-1.html'],
    );
    for (const { path } of pages) assert.ok(index?.text.includes(`href="${path}"`), path);
  });

  test('have names that no suite can lead astray, each once', () => {
    const names = ['../../etc/passwd', 'A', 'a', 'ä', '', 'x'.repeat(500)].map((name) => reported([], name, '/'));
    const paths = resultsPages(names).map(({ path }) => path);
    assert.equal(new Set(paths.map((path) => path.toLowerCase())).size, paths.length);
    for (const path of paths) assert.match(path, /^(index|suites\/[a-z0-9_-]{1,104})\.html$/);
  });

  test('hold what data and definitions say as text', () => {
    const each = verdict(SET, { column: NASTY, value_set: [NASTY] }, counts(1, 3, [NASTY]), { meta: { why: NASTY } });
    for (const { text } of resultsPages([reported([each], NASTY, NASTY)])) {
      assert.doesNotMatch(text, /<script/);
      assert.doesNotMatch(text, HIDDEN);
      assert.match(text, /&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; &quot;q&quot; &#39;q&#39;/);
    }
  });

  test('ask nothing of the network and run nothing', () => {
    for (const { text } of resultsPages([MIXED])) {
      assert.match(text, /content="default-src 'none'; style-src 'unsafe-inline'/);
      assert.doesNotMatch(text, /\b(src|on\w+)=|url\(|@import|https?:/);
    }
  });
});
