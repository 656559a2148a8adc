import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageHtml } from '../../client/pages/page-html.ts';

const frame = (title: string, state: unknown) =>
  pageHtml({ title, state, script: 'page.js', styles: ['page.css'], source: 'https://own.example', nonce: 'n0nce' });

test('what a page is called and what it shows is text, whatever it says', () => {
  const hostile = `"><script>alert(1)</script><img src='x'>`;
  const html = frame(hostile, { suite: hostile });
  assert.equal(html.match(/<script/g)?.length, 1);
  assert.equal(html.includes('<img'), false);
  const state = /data-state="([^"]*)"/.exec(html)?.[1] ?? '';
  const read = state.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  assert.deepEqual(JSON.parse(read), { suite: hostile });
});

test('a page runs one script, and loads nothing from anywhere else', () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(frame('flights', {}))?.[1];
  assert.equal(
    policy,
    "default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'nonce-n0nce'; " +
      "style-src https://own.example 'nonce-n0nce'; font-src https://own.example",
  );
});
