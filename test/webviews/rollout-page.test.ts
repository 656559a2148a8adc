import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { RolloutPage } from '../../core/views/rollout-page.ts';
import { type Gallery, type OpenPage, openGallery, skip, THEME_NAMES } from './browser-page.ts';
import { DELAY_ROLLOUT, NOT_DEPLOYED } from './fixtures/delay-rollout.ts';

const IDLE: RolloutPage = {
  ...DELAY_ROLLOUT,
  status: 'idle',
  reason: 'Version 4 answers all requests.',
  stable: { ...DELAY_ROLLOUT.candidate, weight: 100 } as RolloutPage['stable'],
  candidate: undefined,
};

describe('the page of a rollout', { skip }, () => {
  let gallery: Gallery;
  before(async () => {
    gallery = await openGallery();
  });
  after(() => gallery?.close());

  const with_ = async (work: (page: OpenPage) => Promise<void>, shown: RolloutPage = DELAY_ROLLOUT, width?: number) => {
    const page = await gallery.open(shown, 'dark', width);
    try {
      await work(page);
      assert.deepEqual(await page.faults(), []);
    } finally {
      await page.close();
    }
  };
  const button = ({ browser }: OpenPage, name: string | RegExp) => browser.getByRole('button', { name });

  for (const theme of THEME_NAMES) {
    test(`can be read by everybody in the theme ${theme}, within its content security policy`, async () => {
      const page = await gallery.open(DELAY_ROLLOUT, theme);
      assert.deepEqual(await page.axe(), []);
      assert.deepEqual(await page.faults(), []);
      await page.picture(`rollout-${theme}`);
      await page.close();
    });
  }

  test('says how it stands and why', () =>
    with_(async ({ browser }) => {
      assert.equal(await browser.locator('.badge').innerText(), 'Rolling out');
      assert.equal(await browser.locator('.summary .reason').innerText(), DELAY_ROLLOUT.reason);
      assert.match(await browser.locator('.summary .muted').innerText(), /model arrival_delay · canary · http:\/\/127/);
    }));

  test('shows the split that is wanted and the one that is lived, in words too', () =>
    with_(async ({ browser }) => {
      const bars = await browser
        .locator('.split-bar')
        .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
      assert.deepEqual(bars, [
        'Wanted: v3 stable 75 %, v4 candidate 25 %',
        'Last minute: v3 stable 74.8 %, v4 candidate 25.2 %',
      ]);
      const widths = await browser
        .locator('.split-bar')
        .first()
        .locator('.part')
        .evaluateAll((parts) => parts.map((part) => Number(part.getAttribute('width'))));
      assert.deepEqual(widths, [750, 250]);
    }));

  test('shows the steps, the present one marked for those who hear the page', () =>
    with_(async ({ browser }) => {
      const steps = (await browser.locator('.step').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
      assert.deepEqual(steps, [
        '5 % for 10m done',
        '25 % for 30m until 17:40:00',
        '50 % until promoted to come',
        '100 % until promoted to come',
      ]);
      assert.equal(await browser.locator('[aria-current="step"]').count(), 1);
    }));

  test('has the figures of each version', () =>
    with_(async ({ browser }) => {
      const rows = (await browser.locator('.facts-table tbody tr').allInnerTexts()).map((row) =>
        row.split(/\s+/).join(' ').trim(),
      );
      assert.deepEqual(rows, ['v3 stable 10,412 74.8 % 0 % 3.2 11.84', 'v4 candidate 1,733 25.2 % 0.12 % 3.4 12.1']);
    }));

  test('asks for what a person decides, by mouse and by keyboard', () =>
    with_(async (page) => {
      await button(page, 'Promote v4').click();
      await button(page, 'Pause').press('Enter');
      await button(page, 'Abort').press('Enter');
      await button(page, 'Roll Back to v3').press('Enter');
      await button(page, 'Compare Versions').click();
      const act = (action: string) => ({ type: 'rollout', deployment: 'arrival_delay', action });
      assert.deepEqual((await page.sent()).slice(1), [
        act('promote'),
        act('pause'),
        act('abort'),
        act('rollback'),
        { type: 'compare', model: 'arrival_delay', left: 3, right: 4 },
      ]);
    }));

  test('resumes what is paused', () =>
    with_(
      async (page) => {
        assert.equal(await page.browser.locator('.badge').innerText(), 'Paused');
        await button(page, 'Resume').click();
        assert.deepEqual((await page.sent()).at(-1), {
          type: 'rollout',
          deployment: 'arrival_delay',
          action: 'resume',
        });
      },
      { ...DELAY_ROLLOUT, status: 'paused' },
    ));

  test('always has the red button, and keeps what cannot be done now in its place', () =>
    with_(async (page) => {
      await button(page, 'Roll Back to v3').waitFor();
      const state = (name: string) => page.browser.locator('vscode-button', { hasText: name }).getAttribute('title');
      assert.equal(await state('Pause'), 'No new version is being rolled out');
      await page.browser.locator('vscode-button', { hasText: 'Abort' }).click({ force: true });
      assert.equal((await page.sent()).length, 1);
      await page.picture('rollout-idle');
    }, IDLE));

  test('says what to do where nothing is deployed', () =>
    with_(async (page) => {
      assert.equal(await page.browser.locator('.badge').innerText(), 'Not deployed');
      await button(page, 'Deploy Model Version…').click();
      await page.browser.locator('vscode-button', { hasText: 'Roll Back' }).click({ force: true });
      assert.deepEqual((await page.sent()).slice(1), [{ type: 'deploy', deployment: 'arrival_delay' }]);
      await page.picture('rollout-none');
    }, NOT_DEPLOYED));

  test('offers to serve what nothing serves', () =>
    with_(
      async (page) => {
        await button(page, 'Start Serving').click();
        assert.deepEqual((await page.sent()).at(-1), { type: 'serve', deployment: 'arrival_delay' });
      },
      { ...DELAY_ROLLOUT, live: undefined },
    ));

  test('tells what happened, who did it and why, the newest first', () =>
    with_(async ({ browser }) => {
      const [first, second] = await browser.locator('.timeline li').allInnerTexts();
      assert.match(
        first ?? '',
        /^v4 step: 25 % after 10m at 5 %: error_rate 0 ≤ 0\.01\s+24 Nov 2026, 17:10 · plumbline serve$/,
      );
      assert.match(second ?? '', /^v4 deployed: .*\s+.*ada$/);
    }));

  test('leaves the focus where it is while figures come in', () =>
    with_(async (page) => {
      await page.browser.locator('[data-keep="rollback"]').focus();
      await page.show({ ...DELAY_ROLLOUT, reason: 'Still going.' });
      await page.browser.getByText('Still going.').waitFor();
      assert.equal(await page.browser.evaluate(() => (document.activeElement as HTMLElement).dataset.keep), 'rollback');
    }));

  test('fits a narrow column of the editor', () =>
    with_(
      async (page) => {
        const [content, window] = await page.browser.evaluate(() => [document.body.scrollWidth, innerWidth]);
        assert.ok(Number(content) <= Number(window), `${content} px in ${window} px`);
        await page.picture('rollout-narrow');
      },
      DELAY_ROLLOUT,
      400,
    ));
});
