import assert from 'node:assert/strict';
import { readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import {
  choose,
  clearNotifications,
  command,
  goTo,
  notification,
  openFeatureStore,
  openFile,
  problems,
  webview,
} from './gestures.ts';
import { until } from './patience.ts';
import { pictureOfFailure, ROOT, shot, startWorkbench, type Workbench } from './workbench.ts';

const FLIGHTS = path.join(ROOT, 'examples/flights');
const WEATHER = 'expectations/weather.expectations.yaml';

/** Line (from 1) of the first text in a file of the workspace. */
async function lineOf(bench: Workbench, file: string, text: string): Promise<number> {
  const lines = (await readFile(path.join(bench.folder, file), 'utf8')).split('\n');
  const index = lines.findIndex((line) => line.includes(text));
  assert.notEqual(index, -1, `${file} has no ${text}`);
  return index + 1;
}

describe('the flights project in VS Code', () => {
  let bench: Workbench;
  before(async () => {
    bench = await startWorkbench({
      workspace: FLIGHTS,
      prepare: (folder) => symlink(path.join(FLIGHTS, '.venv'), path.join(folder, '.venv')),
    });
  });
  afterEach(pictureOfFailure(() => bench));
  after(() => bench?.close());

  test('shows its feature store', async () => {
    const { page } = bench;
    await openFeatureStore(page);
    const rows = page.locator('.sidebar .pane-body .monaco-list-row');
    for (const name of ['Feature groups', 'flights', 'weather', 'Expectation suites']) {
      await rows.filter({ hasText: name }).first().waitFor();
    }
    await shot(page, 'feature-store');
  });

  test('underlines a column that the group lacks, and takes the line back when it is put right', async () => {
    const { page } = bench;
    await openFile(page, WEATHER);
    const line = await lineOf(bench, WEATHER, 'column: wind_speed');
    const column =
      (await readFile(path.join(bench.folder, WEATHER), 'utf8')).split('\n')[line - 1]?.indexOf('wind_speed') ?? 0;
    await goTo(page, line, column + 'wind_'.length + 1);
    await page.keyboard.type('x');
    await page.locator('.squiggly-error').first().waitFor();
    const rows = await problems(page);
    await rows.filter({ hasText: 'wind_xspeed' }).first().waitFor();
    await shot(page, 'contract-error');
    await openFile(page, WEATHER);
    await goTo(page, line, column + 'wind_x'.length + 1);
    await page.keyboard.press('Backspace');
    await until('the error is gone', async () => (await page.locator('.squiggly-error').count()) === 0);
  });

  test('applies a quick fix', async () => {
    const { page } = bench;
    await openFile(page, WEATHER);
    const line = await lineOf(bench, WEATHER, 'column: humid');
    const column =
      (await readFile(path.join(bench.folder, WEATHER), 'utf8')).split('\n')[line - 1]?.indexOf('humid') ?? 0;
    await goTo(page, line, column + 'humid'.length + 1);
    await page.keyboard.type('d');
    await page.locator('.squiggly-error').first().waitFor();
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget .monaco-list-row', { hasText: 'humid' }).first().waitFor();
    await shot(page, 'quick-fix');
    await page.keyboard.press('Enter');
    await until('the error is gone', async () => (await page.locator('.squiggly-error').count()) === 0);
    await page.keyboard.press('Control+S');
    const text = await readFile(path.join(bench.folder, WEATHER), 'utf8');
    assert.match(text, /column: humid,/);
  });

  test('runs a pipeline from the palette, with progress', async () => {
    const { page } = bench;
    await command(page, 'Plumbline: Run Pipeline');
    await choose(page, 'weather_features');
    await page.locator('.notification-toast', { hasText: 'Running weather_features' }).first().waitFor();
    await notification(page, /weather_features finished/).waitFor();
    await shot(page, 'pipeline-finished');
    await clearNotifications(page);
  });

  test('puts a failed expectation on its line, and takes it away when the line changes', async () => {
    const { page } = bench;
    await openFile(page, WEATHER);
    const rows = await problems(page);
    const failure = rows.filter({ hasText: 'is not between 0 and 120' }).first();
    await failure.waitFor();
    await shot(page, 'failed-expectation');
    await openFile(page, WEATHER);
    const line = await lineOf(bench, WEATHER, 'column: wind_speed');
    await goTo(page, line, 1);
    await page.keyboard.press('End');
    // Another bound is another expectation: nobody has judged it yet.
    await command(page, 'View: Focus Active Editor Group');
    await goTo(
      page,
      line,
      ((await readFile(path.join(bench.folder, WEATHER), 'utf8')).split('\n')[line - 1]?.indexOf('max_value: ') ?? 0) +
        'max_value: '.length +
        1,
    );
    await page.keyboard.type('9');
    await until(
      'the failure is gone',
      async () => (await rows.filter({ hasText: 'is not between 0 and 120' }).count()) === 0,
    );
    await page.keyboard.press('Control+Z');
    await failure.waitFor();
  });

  test('shows the page of the result', async () => {
    const { page } = bench;
    await openFile(page, WEATHER);
    await goTo(page, 1);
    // Room for the page.
    await page.keyboard.press('Control+J');
    await page.locator('.codelens-decoration a', { hasText: 'Last result' }).first().click();
    const view = await webview(page);
    await view.getByText('wind_speed').first().waitFor();
    await shot(page, 'result-page');
  });

  test('shows lineage', async () => {
    const { page } = bench;
    await openFile(page, 'feature_groups/flights.feature-group.yaml');
    await command(page, 'Plumbline: Show Lineage');
    const view = await webview(page);
    await view.getByText('arrival_delay').first().waitFor();
    await shot(page, 'lineage-page');
  });

  test('runs a suite and a pytest test from the Testing view', async () => {
    const { page } = bench;
    await command(page, 'Testing: Focus on Test Explorer View');
    const row = (text: string) => page.locator('.test-explorer .monaco-list-row', { hasText: text }).first();
    await row('Expectation suites').waitFor();
    await row('Expectation suites').click();
    await page.keyboard.press('ArrowRight');
    await row('weather').click();
    await run('weather');
    await until('the suite has failed', async () =>
      /failed/i.test((await row('weather').getAttribute('aria-label')) ?? ''),
    );
    await row('Feature and pipeline tests').click();
    await page.keyboard.press('ArrowRight');
    await row('test_features').click();
    await page.keyboard.press('ArrowRight');
    const pytest = page.locator('.test-explorer .monaco-list-row[aria-label*="test_"][aria-level="3"]').first();
    await pytest.click();
    await pytest.hover();
    await pytest.locator('.action-label[aria-label*="Run Test"]').first().click();
    await until('the test has passed', async () => /passed/i.test((await pytest.getAttribute('aria-label')) ?? ''));
    await shot(page, 'testing-view');

    async function run(text: string): Promise<void> {
      await row(text).hover();
      await row(text).locator('.action-label[aria-label*="Run Test"]').first().click();
    }
  });
});
