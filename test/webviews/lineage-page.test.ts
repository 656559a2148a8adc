import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { LineagePage } from '../../core/views/lineage-page.ts';
import { type Gallery, type OpenPage, openGallery, skip, THEME_NAMES } from './browser-page.ts';
import { FLIGHTS_LINEAGE } from './fixtures/flights-lineage.ts';

describe('the page of lineage', { skip }, () => {
  let gallery: Gallery;
  before(async () => {
    gallery = await openGallery();
  });
  after(() => gallery?.close());

  const with_ = async (work: (page: OpenPage) => Promise<void>, shown: LineagePage = FLIGHTS_LINEAGE) => {
    const page = await gallery.open(shown);
    try {
      await work(page);
      assert.deepEqual(await page.faults(), []);
    } finally {
      await page.close();
    }
  };
  const node = ({ browser }: OpenPage, id: string) => browser.locator(`.node[data-id="${id}"]`);
  const current = ({ browser }: OpenPage) => browser.locator('.node[aria-current]').getAttribute('data-id');

  for (const theme of THEME_NAMES) {
    test(`can be read by everybody in the theme ${theme}, within its content security policy`, async () => {
      const page = await gallery.open(FLIGHTS_LINEAGE, theme, 1400);
      await page.browser.locator('.edges > summary').click();
      assert.deepEqual(await page.axe(), []);
      assert.deepEqual(await page.faults(), []);
      await page.picture(`lineage-${theme}`);
      await page.close();
    });
  }

  test('places every source to the left of its uses, and nothing on top of another', () =>
    with_(async ({ browser }) => {
      const boxes = await browser.locator('foreignObject').evaluateAll((elements) =>
        elements.map((element) => {
          const id = element.querySelector('button')?.dataset.id;
          const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(element.getAttribute(name)));
          return { id, x, y, width, height } as { id: string; x: number; y: number; width: number; height: number };
        }),
      );
      assert.equal(boxes.length, FLIGHTS_LINEAGE.nodes.length);
      const at = (id: string) => boxes.find((box) => box.id === id) as (typeof boxes)[number];
      for (const { from, to } of FLIGHTS_LINEAGE.edges)
        assert.ok(at(from).x + at(from).width < at(to).x, `${from} → ${to}`);
      for (const a of boxes) {
        for (const b of boxes) {
          const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
          assert.ok(a === b || apart, `${a.id} and ${b.id}`);
        }
      }
    }));

  test('begins at the asset that it is about', () =>
    with_(async (page) => {
      assert.equal(await current(page), 'feature-view:arrival_delay@1');
      assert.equal(await page.browser.locator('.details h2').innerText(), 'arrival_delay@1');
    }));

  test('is walked with the arrow keys: along the edges, and up and down a layer', () =>
    with_(async (page) => {
      const { browser } = page;
      await node(page, 'feature-view:arrival_delay@1').focus();
      const walk: string[] = [];
      for (const key of ['ArrowLeft', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight']) {
        await browser.keyboard.press(key);
        walk.push((await current(page)) ?? '');
      }
      assert.deepEqual(walk, [
        'feature-group:weather@1',
        'feature-group:flights@1',
        'feature-view:arrival_delay@1',
        'pipeline:train_arrival_delay',
        'model:arrival_delay',
        'model:arrival_delay',
      ]);
      assert.equal(
        await browser.evaluate(() => (document.activeElement as HTMLElement).dataset.id),
        'model:arrival_delay',
      );
    }));

  test('takes one stop of the Tab key, however many assets there are', () =>
    with_(async ({ browser }) => {
      assert.equal(await browser.locator('.node[tabindex="0"]').count(), 1);
      assert.equal(await browser.locator('.node[tabindex="-1"]').count(), FLIGHTS_LINEAGE.nodes.length - 1);
    }));

  test('opens a definition with Enter and by a double click, and another lineage with l', () =>
    with_(async (page) => {
      const flights = node(page, 'feature-group:flights@1');
      await flights.press('Enter');
      await flights.dblclick();
      await flights.press('l');
      const opened = { type: 'open', ...FLIGHTS_LINEAGE.nodes[5]?.target };
      assert.deepEqual((await page.sent()).slice(1), [
        opened,
        opened,
        { type: 'lineage', asset: 'feature-group:flights@1' },
      ]);
    }));

  test('tells what the selected asset comes from and what uses it', () =>
    with_(async (page) => {
      await node(page, 'feature-group:weather@1').click();
      assert.deepEqual(await page.browser.locator('.details li').allInnerTexts(), [
        'weather_features · writes',
        'weather · judged by',
        'arrival_delay@1 · joins',
      ]);
      await page.browser.locator('.details').getByRole('button', { name: 'weather_features' }).click();
      assert.equal(await current(page), 'pipeline:weather_features');
    }));

  test('has every connection in its table', () =>
    with_(async ({ browser }) => {
      await browser.locator('.edges > summary').click();
      const rows = await browser.locator('.edges tbody tr').allInnerTexts();
      assert.equal(rows.length, FLIGHTS_LINEAGE.edges.length);
      assert.equal(rows[0]?.replace(/\s+/g, ' '), 'data/raw/flights.csv file reads flights_features pipeline');
    }));

  test('zooms with its buttons, and fits again', () =>
    with_(async ({ browser }) => {
      const width = () =>
        browser.locator('svg.graph').evaluate((graph) => Math.round(graph.getBoundingClientRect().width));
      const fitting = await width();
      await browser.getByRole('button', { name: 'Zoom in' }).click();
      assert.ok((await width()) > fitting);
      await browser.getByRole('button', { name: 'Fit to width' }).click();
      assert.equal(await width(), fitting);
    }));

  test('draws a graph with a cycle, an edge to nowhere and a single asset', async () => {
    const nodes = FLIGHTS_LINEAGE.nodes.slice(0, 3);
    const [a, b] = nodes.map(({ id }) => id) as [string, string];
    const cycle = [
      { from: a, to: b, role: 'reads' },
      { from: b, to: a, role: 'writes' },
      { from: a, to: 'file:gone', role: 'reads' },
    ];
    await with_(async ({ browser }) => assert.equal(await browser.locator('.edge').count(), 2), {
      ...FLIGHTS_LINEAGE,
      focus: a,
      nodes,
      edges: cycle,
    });
    await with_(async ({ browser }) => assert.equal(await browser.locator('.node').count(), 1), {
      ...FLIGHTS_LINEAGE,
      focus: a,
      nodes: nodes.slice(0, 1),
      edges: [],
    });
  });
});
