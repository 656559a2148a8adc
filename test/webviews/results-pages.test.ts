import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { writeAtomically } from '../../core/platform/write-atomically.ts';
import { junitOfSuites } from '../../core/reports/junit.ts';
import { resultsPages } from '../../core/reports/results-pages.ts';
import { counts, MIXED, NASTY, reported, SET, verdict } from '../reports/report-kit.ts';
import { CHROMIUM, skip } from './browser-page.ts';

const hostile = reported(
  [
    verdict(SET, { column: NASTY, value_set: [NASTY] }, counts(2, 3, [NASTY, 'x'.repeat(300)]), {
      meta: { why: NASTY },
    }),
    verdict(
      SET,
      { column: '<img src=x onerror=alert(1)>', value_set: ['"><svg onload=alert(1)>'] },
      counts(1, 3, ['y']),
    ),
  ],
  '"><img src=x onerror=alert(1)>',
  '<b>data</b>.csv',
);

describe('the pages of results, opened from the disk', { skip }, () => {
  let browser: Browser;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumbline-results-'));
    for (const page of resultsPages([MIXED, hostile])) await writeAtomically(path.join(folder, page.path), page.text);
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
    });
  });
  after(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens the index, with what the page asked for besides itself and what it complained of. */
  async function open(colorScheme: 'light' | 'dark', width = 1100): Promise<{ page: Page; faults: string[] }> {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('dialog', async (dialog) => {
      faults.push(`dialog ${dialog.message()}`);
      await dialog.dismiss();
    });
    page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
    page.on('request', (request) => void (request.url().endsWith('.html') || faults.push(`asks for ${request.url()}`)));
    await page.goto(pathToFileURL(path.join(folder, 'index.html')).href);
    return { page, faults };
  }

  for (const scheme of ['light', 'dark'] as const) {
    test(`can be read by everybody, ${scheme}`, async () => {
      const { page, faults } = await open(scheme);
      assert.deepEqual(await axe(page), []);
      await page.getByRole('link', { name: 'orders', exact: true }).click();
      await page.locator('summary').first().click();
      assert.deepEqual(await axe(page), []);
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.equal(background, scheme === 'dark' ? 'rgb(13, 17, 23)' : 'rgb(255, 255, 255)');
      assert.deepEqual(faults, []);
      await page.context().close();
    });
  }

  test('lead from the index to a suite and back, and say what does not hold', async () => {
    const { page } = await open('light');
    await page.getByRole('link', { name: 'orders', exact: true }).click();
    assert.match(await page.locator('h1').innerText(), /^orders ✗ fails$/);
    assert.equal(await page.locator('article').count(), 4);
    const first = page.locator('article').first();
    assert.deepEqual(await first.locator('dd').allInnerTexts(), [
      'paid',
      '1 of 3 values is not paid (33.3 %)',
      'the shop knows one',
      'critical',
      'expectations/orders.expectations.yaml:5:5',
    ]);
    await first.locator('summary').click();
    assert.equal(await first.locator('td').innerText(), 'void');
    await page.getByRole('link', { name: 'All results' }).click();
    assert.equal(await page.locator('tbody tr').count(), 2);
    await page.context().close();
  });

  test('show hostile names and values as text, and no wider than the window', async () => {
    const { page, faults } = await open('dark', 360);
    await page.getByRole('link', { name: 'onerror' }).click();
    for (const summary of await page.locator('summary').all()) await summary.click();
    assert.equal(await page.locator('img, script, svg').count(), 0);
    assert.match(await page.locator('h1').innerText(), /"><img src=x onerror=alert\(1\)>/);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    assert.deepEqual(faults, []);
    await page.context().close();
  });

  test('and JUnit XML with all of that in it is XML', async () => {
    const { page } = await open('light');
    const found = await page.evaluate(
      (xml) => {
        const parsed = new DOMParser().parseFromString(xml, 'text/xml');
        return {
          error: parsed.querySelector('parsererror')?.textContent ?? '',
          message: parsed.querySelector('failure')?.getAttribute('message') ?? '',
          tests: parsed.querySelectorAll('testcase').length,
        };
      },
      junitOfSuites([hostile], 'error'),
    );
    assert.equal(found.error, '');
    assert.equal(found.tests, 2);
    assert.match(found.message, /<script>alert\(1\)<\/script> & .* \]\]>/);
    await page.context().close();
  });
});

async function axe(page: Page): Promise<readonly string[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  // The policy of the page lets nothing in: what is measured is the page as it stands, from outside.
  await page.evaluate(source);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  });
}
