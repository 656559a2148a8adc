import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Gallery, type OpenPage, openGallery, skip, THEME_NAMES } from './browser-page.ts';
import { DELAY_COMPARISON } from './fixtures/delay-comparison.ts';

describe('the page that compares two versions of a model', { skip }, () => {
  let gallery: Gallery;
  before(async () => {
    gallery = await openGallery();
  });
  after(() => gallery?.close());

  const with_ = async (work: (page: OpenPage) => Promise<void>, shown = DELAY_COMPARISON, width?: number) => {
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
      const page = await gallery.open(DELAY_COMPARISON, theme);
      for (const summary of await page.browser.locator('summary').all()) await summary.click();
      assert.deepEqual(await page.axe(), []);
      assert.deepEqual(await page.faults(), []);
      await page.picture(`comparison-${theme}`);
      await page.close();
    });
  }

  test('says which versions these are, how their gates stand, and what came of it', () =>
    with_(async ({ browser }) => {
      assert.equal(await browser.locator('h1').innerText(), 'arrival_delay: v3 and v4');
      assert.equal(
        await browser.locator('.summary > .muted').innerText(),
        'binary classification · v4 is better in 1 metric and worse in 1 metric, 1 within the noise',
      );
      assert.deepEqual(await browser.locator('.card h2').allInnerTexts(), ['Version 3\nchampion', 'Version 4']);
      const verdicts = await browser.locator('.card p[class^="outcome"]').allInnerTexts();
      assert.deepEqual(
        verdicts.map((text) => text.trim()),
        ['All gates passed', 'Blocked by its gates'],
      );
    }));

  test('tells what the versions said themselves, and opens the rows that break a test', () =>
    with_(async ({ browser }) => {
      const rows = browser.locator('.asked tbody tr');
      assert.deepEqual(await rows.nth(0).locator('td').allInnerTexts(), ['9.1 ms', '12.4 ms']);
      const [none, failed] = await rows.nth(1).locator('td').all();
      assert.equal(await none?.innerText(), '–');
      assert.match((await failed?.innerText()) ?? '', /Failed:\s+the answer decreases by more than 0\.1 for 2 rows/);
      await failed?.locator('summary').click();
      assert.equal(await failed?.locator('li').count(), 2);
    }));

  test('shows each metric with its interval, the difference with its sign, and a verdict in words', () =>
    with_(async ({ browser }) => {
      const cells = async (metric: string) =>
        (await browser.locator(`[data-metric="${metric}"] > :is(th, td)`).allInnerTexts()).map((text) =>
          text.replace(/\s+/g, ' ').trim(),
        );
      assert.deepEqual(await cells('roc_auc'), [
        'roc_auc higher is better',
        '0.7124 0.7078 – 0.717',
        '0.7351 0.7307 – 0.7395',
        '',
        '+0.0227',
        'Better',
      ]);
      assert.deepEqual((await cells('log_loss')).slice(-2), ['−0.0033', 'Within the noise']);
      assert.deepEqual((await cells('recall')).slice(-2), ['−0.0308', 'Worse']);
      assert.deepEqual(await cells('brier_score_loss'), [
        'brier_score_loss lower is better',
        '– not measured',
        '0.1421',
        '',
        '–',
        'Not comparable',
      ]);
    }));

  test('draws an interval as long as it is, over the same span for both versions', () =>
    with_(async ({ browser }) => {
      const boxes = await browser.locator('[data-metric="roc_auc"] .whisker').evaluateAll((bars) =>
        bars.map((bar) => {
          const { x, width } = (bar as SVGGraphicsElement).getBBox();
          return { x, width };
        }),
      );
      const [a, b] = boxes as [{ x: number; width: number }, { x: number; width: number }];
      assert.ok(
        Math.abs(a.x - 6) < 1 && Math.abs(b.x + b.width - 154) < 1,
        'the ends of both are the ends of the span',
      );
      assert.ok(Math.abs(a.width / b.width - 0.0046 / 0.0044) < 0.05);
    }));

  test('tells the curves apart without colour, and has their points as a table', () =>
    with_(async ({ browser }) => {
      const roc = browser.getByRole('figure', { name: 'ROC curve', exact: true });
      assert.equal(await roc.getByRole('img').getAttribute('aria-label'), 'ROC curve of v3 and v4');
      const dashes = await roc
        .locator('.plot .line')
        .evaluateAll((lines) => lines.map((line) => getComputedStyle(line).strokeDasharray));
      assert.deepEqual(dashes, ['5px, 3px', 'none']);
      assert.ok((await roc.locator('.plot .side-a circle').count()) > 4);
      assert.ok((await roc.locator('.plot .side-b rect').count()) > 4);
      await roc.locator('summary').press('Enter');
      assert.equal(await roc.locator('tbody tr').count(), 82);
      assert.equal(await roc.locator('tbody tr').nth(41).innerText(), 'v4\t0\t0');
    }));

  test('keeps an open table open when the page is drawn again', () =>
    with_(async ({ browser, show }) => {
      await browser.locator('.numbers-behind summary').first().click();
      await browser.locator('.numbers-behind[open]').waitFor();
      await show({ ...DELAY_COMPARISON, task: 'regression' });
      await browser.locator('.summary', { hasText: 'regression' }).waitFor();
      assert.equal(await browser.locator('.numbers-behind[open]').count(), 1);
    }));

  test('puts parameters that differ in front and the others away', () =>
    with_(async ({ browser }) => {
      const section = browser.getByRole('region', { name: 'Parameters', exact: true });
      assert.deepEqual(await section.locator('tbody th:visible').allInnerTexts(), ['class_weight', 'max_iter']);
      await section.locator('summary', { hasText: '2 parameters the same' }).click();
      assert.deepEqual(await section.locator('tbody th:visible').allInnerTexts(), [
        'class_weight',
        'max_iter',
        'C',
        'seed',
      ]);
    }));

  test('says whether both saw the same data', () =>
    with_(async ({ browser, show }) => {
      await browser.getByText('They were trained on different data').waitFor();
      await show({ ...DELAY_COMPARISON, sameData: true });
      await browser.getByText('Both were trained on the same data').waitFor();
    }));

  test('tells why a gate has blocked', () =>
    with_(async ({ browser }) => {
      const blocked = browser.getByRole('list', { name: 'Gates of v4' }).locator('li').nth(1);
      assert.match(await blocked.innerText(), /recall at least 0\.4\s+0\.3815 is below 0\.4/);
      assert.match((await blocked.textContent()) ?? '', /^Blocked: /);
    }));

  test('asks the editor to swap the sides and to show lineage, by keyboard', () =>
    with_(async ({ browser, sent }) => {
      await browser.getByRole('button', { name: 'Show lineage' }).first().press('Enter');
      await browser.getByRole('button', { name: 'Swap Sides' }).press('Enter');
      assert.deepEqual((await sent()).slice(1), [
        { type: 'lineage', asset: 'model:arrival_delay' },
        { type: 'compare', model: 'arrival_delay', left: 4, right: 3 },
      ]);
    }));

  test('leaves out what there is nothing of', () =>
    with_(
      async ({ browser }) => {
        assert.deepEqual(await browser.locator('h2[id]').allInnerTexts(), ['Metrics', 'Parameters', 'Data and code']);
        await browser.getByText('Neither version has been judged on predictions.').waitFor();
        await browser.getByText('No parameter differs.').waitFor();
      },
      { ...DELAY_COMPARISON, metrics: [], curves: [], gates: [], asked: [], slices: [], parameters: [], data: [] },
    ));

  test('shows data as text, whatever it looks like', () => {
    const evil = '<img src=x onerror="document.title=1">';
    return with_(async ({ browser }) => assert.equal(await browser.locator('main img').count(), 0), {
      ...DELAY_COMPARISON,
      parameters: [{ name: evil, left: evil, right: 'x', same: false }],
    });
  });

  test('fits a narrow column of the editor', () =>
    with_(
      async (page) => {
        const [content, window] = await page.browser.evaluate(() => [document.body.scrollWidth, innerWidth]);
        assert.ok(Number(content) <= Number(window), `${content} px in ${window} px`);
        await page.picture('comparison-narrow');
      },
      DELAY_COMPARISON,
      400,
    ));
});
