import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ProfilePage } from '../../core/views/profile-page.ts';
import { type Gallery, type OpenPage, openGallery, skip, THEME_NAMES } from './browser-page.ts';
import { PAYMENTS_PROFILE } from './fixtures/payments-profile.ts';

describe('the page on which a profile is reviewed', { skip }, () => {
  let gallery: Gallery;
  before(async () => {
    gallery = await openGallery();
  });
  after(() => gallery?.close());

  const with_ = async (
    work: (page: OpenPage) => Promise<void>,
    shown: ProfilePage = PAYMENTS_PROFILE,
    width?: number,
  ) => {
    const page = await gallery.open(shown, 'dark', width);
    try {
      await work(page);
      assert.deepEqual(await page.faults(), []);
    } finally {
      await page.close();
    }
  };
  const box = ({ browser }: OpenPage, number: number) => browser.locator(`input[data-number="${number}"]`);
  const told = ({ browser }: OpenPage) => browser.getByRole('status').innerText();
  /** What the page asks for when the button is pressed. */
  async function written(page: OpenPage) {
    await page.browser.getByRole('button', { name: 'Write Suite' }).click();
    return (await page.sent()).at(-1);
  }

  for (const theme of THEME_NAMES) {
    test(`can be read by everybody in the theme ${theme}, within its content security policy`, async () => {
      const page = await gallery.open(PAYMENTS_PROFILE, theme);
      assert.deepEqual(await page.axe(), []);
      await box(page, 2).focus();
      await page.picture(`profile-${theme}`);
      assert.deepEqual(await page.faults(), []);
      await page.close();
    });
  }

  test('tells what was looked at, what may be personal, keys and what columns decide', () =>
    with_(async ({ browser }) => {
      assert.equal(await browser.locator('h1').innerText(), 'Profile of data/raw/payments.parquet');
      const findings = (await browser.locator('.finding').allInnerTexts()).map((text) =>
        text.replace(/\s+/g, ' ').trim(),
      );
      assert.deepEqual(findings, [
        'May hold personal data contact (e-mail, 98 %)',
        'Keys day + customer',
        'Decided by another column terminal decides shop, city',
      ]);
      await browser.locator('.section', { hasText: 'contact' }).getByText('e-mail?').waitFor();
      assert.equal(await browser.locator('.section').count(), 4, 'a column without proposals has no section');
    }));

  test('begins with everything accepted that is sure enough', () =>
    with_(async (page) => {
      assert.equal(await told(page), '6 of 7 proposals accepted');
      assert.equal(await box(page, 7).isChecked(), false);
      assert.deepEqual(await written(page), {
        type: 'accept',
        profile: PAYMENTS_PROFILE.id,
        suite: 'payments',
        numbers: [1, 2, 3, 4, 5, 6],
      });
    }));

  test('accepts and takes back each proposal, a whole column, all and none', () =>
    with_(async (page) => {
      await box(page, 3).uncheck();
      const all = page.browser.getByRole('checkbox', { name: 'Accept all of contact' });
      assert.equal(await all.evaluate((each) => (each as HTMLInputElement).indeterminate), true);
      assert.deepEqual(await written(page), {
        type: 'accept',
        profile: PAYMENTS_PROFILE.id,
        suite: 'payments',
        numbers: [1, 2, 4, 5, 6],
      });
      await all.check();
      assert.equal(await box(page, 3).isChecked(), true);
      await page.browser.getByRole('button', { name: 'Accept None' }).click();
      assert.equal(await told(page), '0 of 7 proposals accepted');
      const before = (await page.sent()).length;
      await page.browser.locator('vscode-button', { hasText: 'Write Suite' }).click({ force: true });
      assert.equal((await page.sent()).length, before, 'there is nothing to write');
      await page.browser.getByRole('button', { name: 'Accept All' }).click();
      assert.equal(await told(page), '7 of 7 proposals accepted');
    }));

  test('is worked through with the keyboard alone', () =>
    with_(async (page) => {
      await box(page, 1).focus();
      await page.browser.keyboard.press('Space');
      for (const key of ['ArrowDown', 'ArrowDown', 'Space', 'ArrowUp', 'ArrowUp', 'ArrowUp'])
        await page.browser.keyboard.press(key);
      assert.equal(await page.browser.evaluate(() => (document.activeElement as HTMLElement).dataset.number), '1');
      await page.browser.getByRole('button', { name: 'Write Suite' }).focus();
      await page.browser.keyboard.press('Enter');
      assert.deepEqual((await page.sent()).at(-1), {
        type: 'accept',
        profile: PAYMENTS_PROFILE.id,
        suite: 'payments',
        numbers: [2, 4, 5, 6],
      });
    }));

  test('keeps what was chosen when it is drawn again, and no choice of another profile', () =>
    with_(async (page) => {
      await box(page, 1).uncheck();
      await page.show({ ...PAYMENTS_PROFILE, seconds: 5 });
      await page.browser.locator('.summary', { hasText: '5 s' }).waitFor();
      assert.equal(await box(page, 1).isChecked(), false);
      await page.show({ ...PAYMENTS_PROFILE, id: 'another', seconds: 7 });
      await page.browser.locator('.summary', { hasText: '7 s' }).waitFor();
      assert.equal(await box(page, 1).isChecked(), true);
    }));

  test('shows texts of the data as text', () =>
    with_(
      async ({ browser }) => {
        assert.equal(await browser.locator('.section h2').first().innerText(), '<img src=x>');
        assert.equal(await browser.locator('img').count(), 0);
      },
      {
        ...PAYMENTS_PROFILE,
        sections: [
          { ...(PAYMENTS_PROFILE.sections[1] as never as ProfilePage['sections'][number]), column: '<img src=x>' },
        ],
      },
    ));

  test('fits a narrow column of the editor', () =>
    with_(
      async (page) => {
        const [content, window] = await page.browser.evaluate(() => [document.body.scrollWidth, innerWidth]);
        assert.ok(Number(content) <= Number(window), `${content} px in ${window} px`);
        await page.picture('profile-narrow');
      },
      PAYMENTS_PROFILE,
      400,
    ));
});
