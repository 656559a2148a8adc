import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Gallery, type OpenPage, openGallery, skip, THEME_NAMES } from './browser-page.ts';
import { AIRPORTS, WEATHER } from './fixtures/weather-validation.ts';

describe('the page of a validation result', { skip }, () => {
  let gallery: Gallery;
  before(async () => {
    gallery = await openGallery();
  });
  after(() => gallery?.close());

  const with_ = async (work: (page: OpenPage) => Promise<void>, shown = WEATHER, width?: number) => {
    const page = await gallery.open(shown, 'dark', width);
    try {
      await work(page);
      assert.deepEqual(await page.faults(), []);
    } finally {
      await page.close();
    }
  };

  for (const theme of THEME_NAMES) {
    test(`can be read by everybody in the theme ${theme}, within its content security policy`, async () => {
      const page = await gallery.open(WEATHER, theme);
      await page.browser.locator('.quiet > summary').click();
      await page.browser.locator('.numbers-behind > summary').first().click();
      assert.deepEqual(await page.axe(), []);
      assert.deepEqual(await page.faults(), []);
      await page.picture(`validation-${theme}`);
      await page.close();
    });
  }

  test('says what came of it, of what and when', () =>
    with_(async ({ browser }) => {
      assert.equal(await browser.locator('.badge').innerText(), 'Failed');
      assert.equal(
        await browser.locator('.summary .muted').innerText(),
        '6 of 9 expectations hold · judged weather@1 · 26,115 rows · 0.412 s · 23 Nov 2026, 14:05',
      );
    }));

  test('says Passed where everything holds', () =>
    with_(async (page) => {
      assert.equal(await page.browser.locator('.badge').innerText(), 'Passed');
      assert.deepEqual(await page.browser.locator('.chip').allInnerTexts(), ['All\n2', 'Passed\n2']);
      await page.picture('validation-passed');
    }, AIRPORTS));

  test('puts the columns with the worst verdict first, the rest in the order of the suite', () =>
    with_(async ({ browser }) => {
      const names = await browser.locator('.column h2').allInnerTexts();
      assert.deepEqual(names, ['visib', 'Table', 'wind_speed', 'origin', 'temp', 'time_hour']);
    }));

  test('shows expectation, observation, reason and failing rows of a failure', () =>
    with_(async ({ browser }) => {
      const verdict = browser.locator('[aria-label="wind_speed"] .verdict-failed');
      assert.deepEqual(await verdict.locator('dd').allInnerTexts(), [
        'between 0 and 250',
        'from 0 to 1,048.36',
        '1 of 26,111 rows (0.00383 %)',
        'the strongest gust ever measured at sea level is 253 mph',
      ]);
      assert.equal(await verdict.getByRole('img', { name: 'Failed' }).count(), 1);
      assert.match(await verdict.locator('table.data').innerText(), /1009\s+EWR.*1048\.36058/);
    }));

  test('narrows the list to one outcome and to a text, and says how much is left', () =>
    with_(async ({ browser }) => {
      const shown = () => browser.locator('.verdict:visible').count();
      await browser.getByRole('button', { name: 'Passed' }).click();
      assert.equal(await shown(), 5);
      await browser
        .getByRole('searchbox')
        .or(browser.getByLabel('Search columns and expectations'))
        .last()
        .fill('temp');
      assert.equal(await shown(), 2);
      assert.equal(await browser.getByRole('status').innerText(), '2 expectations shown');
      assert.deepEqual(await browser.locator('.column:visible h2').allInnerTexts(), ['temp']);
      await browser.getByRole('button', { name: /^All/ }).click();
      assert.equal(await shown(), 2);
    }));

  test('keeps the chosen outcome when a new result comes in', () =>
    with_(async ({ browser, show }) => {
      await browser.getByRole('button', { name: 'Failed' }).click();
      await show({ ...WEATHER, rows: 26_116 });
      await browser.locator('.summary', { hasText: '26,116 rows' }).waitFor();
      assert.equal(await browser.locator('.chip[aria-pressed="true"]').innerText(), 'Failed\n2');
      assert.equal(await browser.locator('.verdict:visible').count(), 2);
    }));

  test('asks the editor to open a line, by mouse and by keyboard', () =>
    with_(async ({ browser, sent }) => {
      const { range } = WEATHER.verdicts[4] ?? {};
      const line = browser.getByRole('button', { name: 'line 20' });
      await line.click();
      await line.press('Enter');
      const opened = { type: 'open', file: 'expectations/weather.expectations.yaml', range };
      assert.deepEqual((await sent()).slice(1), [opened, opened]);
    }));

  test('asks the editor to validate, to open the suite and to show lineage', () =>
    with_(async ({ browser, sent }) => {
      for (const name of ['Validate Again', 'Open Suite', 'Show Lineage'])
        await browser.getByRole('button', { name }).click();
      assert.deepEqual(await sent(), [
        { type: 'ready' },
        { type: 'validate', suite: 'weather' },
        { type: 'open', file: 'expectations/weather.expectations.yaml', range: undefined },
        { type: 'lineage', asset: 'expectation-suite:weather' },
      ]);
    }));

  test('can be worked with the keyboard alone', () =>
    with_(async ({ browser }) => {
      const focused = () => browser.evaluate(() => document.activeElement?.textContent?.trim());
      for (let i = 0; i < 6; i += 1) await browser.keyboard.press('Tab');
      assert.match((await focused()) ?? '', /^Failed/);
      await browser.keyboard.press('Space');
      assert.equal(await browser.locator('.verdict:visible').count(), 2);
    }));

  test('has the numbers behind every picture', () =>
    with_(async ({ browser }) => {
      const temp = browser.locator('[aria-label="temp"]');
      assert.equal(
        await temp.getByRole('img', { name: /temp/ }).getAttribute('aria-label'),
        'temp from 10 to 105, most often 35 – 40',
      );
      await temp.locator('.numbers-behind > summary').click();
      assert.equal(await temp.locator('.numbers-behind tbody tr').count(), 19);
      const origins = browser.locator('[aria-label="origin"] .value-bars tbody');
      assert.deepEqual(await origins.locator('th').allInnerTexts(), ['JFK', 'LGA', 'EWR']);
      assert.deepEqual(await origins.locator('.numbers').allInnerTexts(), ['8,706', '8,706', '8,703']);
    }));

  test('draws a bar as high as its share of the highest, and none for nothing', () =>
    with_(async ({ browser }) => {
      const heights = await browser
        .locator('[aria-label="wind_speed"] .bar')
        .evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('height'))));
      assert.deepEqual([heights[0], heights[1], heights.at(-1)], [72, 0, 2.5]);
    }));

  test('shows data as text, whatever it looks like', () => {
    const evil = '<img src=x onerror="document.title=1"><b>bold</b>';
    const verdicts = WEATHER.verdicts.map((verdict) => ({ ...verdict, observed: evil, title: evil }));
    return with_(
      async ({ browser }) => {
        assert.equal(await browser.locator('main img, main b').count(), 0);
        assert.equal(await browser.locator('dd.found').first().innerText(), evil);
      },
      { ...WEATHER, verdicts },
    );
  });

  test('fits a narrow column of the editor', () =>
    with_(
      async (page) => {
        const [content, window] = await page.browser.evaluate(() => [document.body.scrollWidth, innerWidth]);
        assert.ok(Number(content) <= Number(window), `${content} px in ${window} px`);
        await page.picture('validation-narrow');
      },
      WEATHER,
      420,
    ));
});
