import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { DriftPage } from '../../core/views/drift-page.ts';
import { type Gallery, type OpenPage, openGallery, skip, THEME_NAMES } from './browser-page.ts';
import { JANUARY_JULY } from './fixtures/january-july-drift.ts';

describe('the page of a drift result', { skip }, () => {
  let gallery: Gallery;
  before(async () => {
    gallery = await openGallery();
  });
  after(() => gallery?.close());

  const with_ = async (work: (page: OpenPage) => Promise<void>, shown: DriftPage = JANUARY_JULY, width?: number) => {
    const page = await gallery.open(shown, 'dark', width);
    try {
      await work(page);
      assert.deepEqual(await page.faults(), []);
    } finally {
      await page.close();
    }
  };
  const feature = ({ browser }: OpenPage, name: string) => browser.locator(`[data-feature="${name}"]`);
  const chosen = ({ browser }: OpenPage) => browser.locator('.feature[aria-current]').getAttribute('data-feature');

  for (const theme of THEME_NAMES) {
    test(`can be read by everybody in the theme ${theme}, within its content security policy`, async () => {
      const page = await gallery.open(JANUARY_JULY, theme);
      await page.browser.locator('summary').click();
      assert.deepEqual(await page.axe(), []);
      await page.picture(`drift-${theme}`);
      await feature(page, 'carrier').click();
      assert.deepEqual(await page.axe(), []);
      assert.deepEqual(await page.faults(), []);
      await page.picture(`drift-categories-${theme}`);
      await page.close();
    });
  }

  test('says how many features drifted, of what and against what', () =>
    with_(async ({ browser }) => {
      assert.equal(await browser.locator('.badge').innerText(), 'Drifted');
      await browser.getByText('2 of 4 features drifted (50 %; 50 % and more count as drift)').waitFor();
      assert.deepEqual(
        (await browser.locator('.sides > div').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ')),
        ['Reference January 2013 · 26,398 rows', 'Current July 2013 · 28,293 rows'],
      );
    }));

  test('says Stable where nothing drifted', () =>
    with_(async ({ browser }) => assert.equal(await browser.locator('.badge').innerText(), 'Stable'), {
      ...JANUARY_JULY,
      drifted: false,
    }));

  test('begins with the feature that moved farthest, and says why it is said to have drifted', () =>
    with_(async (page) => {
      assert.equal(await chosen(page), 'temp');
      const details = page.browser.locator('.details');
      await details.getByText('July is warmer than January').waitFor();
      assert.deepEqual(
        (await details.locator('.facts > div').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ')),
        ['Test Population stability index', 'Statistic 3.812', 'Threshold from 0.1', 'Missing 0.0455 % → 0 %'],
      );
    }));

  test('draws both distributions over the same bins, with the numbers behind them', () =>
    with_(async ({ browser }) => {
      const figure = browser.getByRole('figure', { name: 'Distribution of temp' });
      assert.equal(await figure.locator('rect.reference').count(), 12 + 1);
      assert.match(
        (await figure.getByRole('img').getAttribute('aria-label')) ?? '',
        /^Both distributions of temp, most different in \[\d+, \d+\): .* before, .* now$/,
      );
      await figure.locator('summary').press('Enter');
      assert.equal(await figure.locator('tbody tr').count(), 12);
      assert.match(await figure.locator('tbody tr').first().innerText(), /^\[0, 10\)\t[\d.]+ %\t[\d.]+ %$/);
    }));

  test('draws a bar as high as its share', () =>
    with_(async ({ browser }) => {
      const heights = await browser
        .locator('.plot rect.reference')
        .evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('height'))));
      const shares = (JANUARY_JULY.features[0]?.bins ?? []).map(({ reference }) => reference);
      const scale = Math.max(...heights) / Math.max(...shares);
      for (const [i, height] of heights.entries()) assert.ok(Math.abs(height - (shares[i] as number) * scale) < 0.5);
    }));

  test('puts the mark of the threshold in the middle, and what is beyond it past the mark', () =>
    with_(async (page) => {
      const width = (name: string) => feature(page, name).locator('.amount').getAttribute('width').then(Number);
      assert.equal(await width('temp'), 120);
      assert.equal(await width('carrier'), 120);
      assert.ok(Math.abs((await width('distance_km')) - 12) < 0.01);
      assert.equal(await width('pressure'), 0);
    }));

  test('is walked with the arrow keys, in one stop of the Tab key', () =>
    with_(async (page) => {
      assert.equal(await page.browser.locator('.feature[tabindex="0"]').count(), 1);
      await feature(page, 'temp').focus();
      const walk: (string | null)[] = [];
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'End', 'ArrowDown', 'Home']) {
        await page.browser.keyboard.press(key);
        walk.push(await chosen(page));
      }
      assert.deepEqual(walk, ['carrier', 'distance_km', 'carrier', 'pressure', 'pressure', 'temp']);
      assert.equal(
        await page.browser
          .locator('.details h2')
          .innerText()
          .then((text) => text.split(/\s/)[0]),
        'temp',
      );
    }));

  test('narrows the list to what drifted, and keeps that when a new result comes', () =>
    with_(async ({ browser, show }) => {
      await browser.getByRole('button', { name: 'Drifted 2' }).click();
      assert.deepEqual(await browser.locator('.feature:visible .name').allInnerTexts(), ['temp', 'carrier']);
      await show({ ...JANUARY_JULY, seconds: 5 });
      await browser.locator('.summary', { hasText: '5 s' }).waitFor();
      assert.deepEqual(await browser.locator('.feature:visible .name').allInnerTexts(), ['temp', 'carrier']);
    }));

  test('shows categories with both shares, the most changed first', () =>
    with_(async (page) => {
      await feature(page, 'carrier').click();
      const rows = (await page.browser.locator('.categories tbody tr').allInnerTexts()).map((row) =>
        row.replace(/\s+/g, ' ').trim(),
      );
      assert.equal(rows[0], 'others 38 % → 34 %');
      assert.equal(rows.length, 5);
      assert.match(await page.browser.locator('.facts').innerText(), /p-value\s+3\.1 × 10⁻¹⁴/);
    }));

  test('says why nothing could be concluded', () =>
    with_(async (page) => {
      await feature(page, 'pressure').click();
      await page.browser.getByText('Only 12 rows of the current data').waitFor();
      assert.match((await page.browser.locator('.details h2').innerText()) ?? '', /Not judged/);
      await page.browser.getByText('There is nothing to draw.').waitFor();
    }));

  test('asks the editor to look again, to open the monitor and to show lineage', () =>
    with_(async ({ browser, sent }) => {
      for (const name of ['Detect Drift Again', 'Open Monitor', 'Show Lineage']) {
        await browser.getByRole('button', { name }).click();
      }
      assert.deepEqual((await sent()).slice(1), [
        { type: 'monitor', monitor: 'flights_inputs' },
        { type: 'open', file: 'monitors/flights_inputs.monitor.yaml', range: undefined },
        { type: 'lineage', asset: 'monitor:flights_inputs' },
      ]);
    }));

  test('of a comparison made by hand offers nothing that needs a monitor', () =>
    with_(
      async ({ browser }) => {
        assert.equal(await browser.locator('h1').innerText(), 'July 2013 against January 2013');
        assert.equal(await browser.locator('vscode-button').count(), 0);
      },
      { ...JANUARY_JULY, monitor: undefined, file: undefined },
    ));

  test('fits a narrow column of the editor', () =>
    with_(
      async (page) => {
        const [content, window] = await page.browser.evaluate(() => [document.body.scrollWidth, innerWidth]);
        assert.ok(Number(content) <= Number(window), `${content} px in ${window} px`);
        await page.picture('drift-narrow');
      },
      JANUARY_JULY,
      400,
    ));
});
