import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  choices,
  choose,
  clearNotifications,
  command,
  featureStore,
  goTo,
  input,
  notification,
  openAt,
  openFeatureStore,
  openFile,
  placeOf,
  problems,
  tooltip,
  webview,
} from './gestures.ts';
import { until } from './patience.ts';
import { EXTENSION, pictureOfFailure, shot, startWorkbench, type Workbench } from './workbench.ts';

const GROUP = 'feature_groups/orders.feature-group.yaml';
const SUITE = 'expectations/orders.expectations.yaml';
/** What is accepted of a profile. */
const WRITTEN = 'expectations/orders_2.expectations.yaml';
const PIPELINE = 'pipelines/orders_features.pipeline.yaml';
const VIEW = 'feature_views/late_orders.feature-view.yaml';
const MONITOR = 'monitors/orders_inputs.monitor.yaml';

describe('an empty folder becomes a project in VS Code', () => {
  let bench: Workbench;
  before(async () => {
    bench = await startWorkbench({});
  });
  afterEach(pictureOfFailure(() => bench));
  after(() => bench?.close());

  const text = (file: string) => readFile(path.join(bench.folder, file), 'utf8');
  const statusBar = () => bench.page.locator(`[id="${EXTENSION}.plumbline.status"]`);

  test('welcomes, and shows the walkthrough', async () => {
    const { page } = bench;
    await openFeatureStore(page);
    const welcome = page.locator('.sidebar .welcome-view');
    await welcome.getByText('This folder is no Plumbline project yet').waitFor();
    await shot(page, 'empty-welcome');
    await welcome.getByText('how Plumbline works').click();
    const walkthrough = page.locator('.gettingStartedContainer');
    await walkthrough.getByText('Get Started with Plumbline').first().waitFor();
    await walkthrough.getByText('Write a data contract').first().click();
    await walkthrough.getByRole('button', { name: 'New Feature Group' }).waitFor();
    await shot(page, 'empty-walkthrough');
    await command(page, 'View: Close All Editors');
  });

  test('makes a project that is there at once', async () => {
    const { page } = bench;
    await page.locator('.sidebar .welcome-view').getByRole('button', { name: 'Initialise Project' }).click();
    for (const name of ['Feature groups', 'orders', 'Feature views', 'Expectation suites', 'orders_features']) {
      await featureStore(page).filter({ hasText: name }).first().waitFor();
    }
    await page.locator('.tabs-container .tab.active', { hasText: 'plumbline.yaml' }).waitFor();
    const label = statusBar().locator('a');
    await label.filter({ has: page.locator('.codicon-pass') }).waitFor();
    assert.match(
      (await label.getAttribute('aria-label')) ?? '',
      /^Plumbline: no findings; suites: .* 1 not judged yet$/,
    );
  });

  test('runs the pipeline of the new project, and all is green', async () => {
    const { page } = bench;
    const pipeline = featureStore(page).filter({ hasText: 'orders_features' });
    await pipeline.hover();
    await pipeline.locator('.action-label[aria-label^="Run Pipeline"]').click();
    await notification(page, /orders_features finished.* 8 of 8 expectations hold/).waitFor();
    await pipeline.filter({ hasText: 'succeeded' }).waitFor();
    await featureStore(page).filter({ hasText: 'all 8 hold' }).first().waitFor();
    await shot(page, 'empty-run');
    await clearNotifications(page);
    await problems(page);
    await page.locator('.markers-panel', { hasText: 'No problems have been detected' }).waitFor();
  });

  test('refuses a bad name with a reason, and takes a good one', async () => {
    const { page } = bench;
    await command(page, 'Plumbline: New Feature Group');
    await input(page).fill('2nd group');
    const reason = page.locator('.quick-input-message');
    await reason.filter({ hasText: 'Letters, digits, _ and -, with a letter first.' }).waitFor();
    await shot(page, 'empty-bad-name');
    await input(page).fill('orders');
    await reason.filter({ hasText: 'There is a feature group of this name already.' }).waitFor();
    await input(page).fill('customers');
    await page.keyboard.press('Enter');
    await page.locator('.tabs-container .tab.active', { hasText: 'customers.feature-group.yaml' }).waitFor();
    await featureStore(page).filter({ hasText: 'customers' }).first().waitFor();
    await page.locator('.codelens-decoration', { hasText: 'not used yet' }).waitFor();
    await page.locator('.markers-panel', { hasText: 'No problems have been detected' }).waitFor();
    await shot(page, 'empty-new-group');
  });

  test('completes expectations and columns in a new suite', async () => {
    const { page } = bench;
    await command(page, 'Plumbline: New Expectation Suite');
    await choose(page, 'customers@1');
    await page.locator('.quick-input-widget', { hasText: 'Name of the expectation suite' }).waitFor();
    assert.equal(await input(page).inputValue(), 'customers');
    await page.keyboard.press('Enter');
    await page.locator('.tabs-container .tab.active', { hasText: 'customers.expectations.yaml' }).waitFor();
    await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    const proposals = page.locator('.suggest-widget.visible .monaco-list-row');
    await page.keyboard.type('- type: ');
    await page.keyboard.press('Control+Space');
    await proposals.filter({ hasText: 'expect_table_row_count_to_be_between' }).first().waitFor();
    await shot(page, 'empty-completion-types');
    await page.keyboard.type('not_be_null');
    await proposals.filter({ hasText: 'expect_column_values_to_not_be_null' }).first().waitFor();
    await page.keyboard.press('Enter');
    // What comes next is asked for by itself: the columns of the group.
    for (const [row, column] of ['id', 'event_time', 'value'].entries()) {
      await proposals.nth(row).filter({ hasText: column }).waitFor();
    }
    await shot(page, 'empty-completion-columns');
    await proposals.first().click();
    await page.keyboard.press('Control+S');
    await until('the suite is saved', async () =>
      /kwargs: \{ column: id \}/.test(await text('expectations/customers.expectations.yaml')),
    );
    await page.locator('.markers-panel', { hasText: 'No problems have been detected' }).waitFor();
  });

  test('proposes a suite from the data, and writes what was accepted of it', async () => {
    const { page } = bench;
    await command(page, 'Plumbline: Profile Data');
    await choose(page, 'orders@1');
    await page.locator('.tab.active', { hasText: 'Profile: orders@1' }).waitFor();
    const profile = await webview(page);
    await profile.getByText('Profile of orders@1').waitFor();
    await shot(page, 'empty-profile');
    await profile.getByRole('button', { name: 'Accept None' }).click();
    await profile.locator('input[data-number="1"]').check();
    await profile.getByText(/^1 of \d+ proposals accepted$/).waitFor();
    await profile.getByRole('button', { name: 'Write Suite' }).click();
    // There is a suite `orders` already.
    await page.locator('.tab.active', { hasText: 'orders_2.expectations.yaml' }).waitFor();
    const written = await text(WRITTEN);
    assert.match(written, /^name: orders_2$/m);
    assert.deepEqual(written.match(/- type: \w+/g), ['- type: expect_table_row_count_to_be_between']);
    await command(page, 'View: Close All Editors');
  });

  test('tells what a column is, and goes to where it is defined', async () => {
    const { page } = bench;
    await openAt(bench, SUITE, 'distance_km', 3);
    const word = page.locator('.view-line span', { hasText: /^distance_km$/ }).first();
    await tooltip(page, word, 'Distance to the customer.');
    await shot(page, 'empty-hover');
    await page.keyboard.press('Escape');
    await page.keyboard.press('F12');
    await page.locator('.tabs-container .tab.active', { hasText: 'orders.feature-group.yaml' }).waitFor();
    const [line, column] = await placeOf(bench, GROUP, 'distance_km');
    await page.locator('.statusbar', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
  });

  test('lists the uses of a feature', async () => {
    const { page } = bench;
    await openAt(bench, GROUP, 'distance_km', 3);
    await page.keyboard.press('Shift+F12');
    assert.deepEqual(await usesInPeek(page), [GROUP, MONITOR, SUITE, VIEW].map((file) => path.basename(file)).sort());
    await shot(page, 'empty-references');
    await page.keyboard.press('Escape');
  });

  test('opens the uses of a definition from the line above it', async () => {
    const { page } = bench;
    await openFile(page, GROUP);
    await goTo(page, 1);
    await page.locator('.codelens-decoration a', { hasText: 'used by' }).first().click();
    const uses = [MONITOR, PIPELINE, SUITE, WRITTEN, VIEW].map((file) => path.basename(file)).sort();
    assert.deepEqual(await usesInPeek(page), uses);
    await shot(page, 'empty-uses');
    await page.keyboard.press('Escape');
  });

  test('shows an outline, and finds symbols of the project', async () => {
    const { page } = bench;
    await openFile(page, GROUP);
    await command(page, 'Explorer: Focus on Outline View');
    const outline = page.locator('.outline-tree .monaco-list-row');
    await outline.filter({ hasText: 'basket_value' }).first().waitFor();
    await shot(page, 'empty-outline');
    await page.keyboard.press('Control+T');
    await input(page).fill('#basket');
    await choices(page).filter({ hasText: 'basket_value' }).first().waitFor();
    await shot(page, 'empty-symbols');
    await page.keyboard.press('Escape');
  });

  test('renames a feature everywhere', async () => {
    const { page } = bench;
    await openAt(bench, GROUP, 'distance_km', 3);
    await page.keyboard.press('F2');
    const box = page.locator('.rename-box input');
    await box.waitFor();
    await box.fill('distance_to_customer');
    await shot(page, 'empty-rename');
    await page.keyboard.press('Enter');
    for (const file of [GROUP, MONITOR, SUITE, VIEW, 'features/order_features.py']) {
      await until(`${file} has the new name only`, async () => {
        const names = (await text(file)).match(/distance_\w+/g) ?? [];
        return names.length > 0 && names.every((name) => name === 'distance_to_customer');
      });
    }
    await page.locator('.markers-panel', { hasText: 'No problems have been detected' }).waitFor();
  });

  test('tasks check as a build does, and fill Problems', async () => {
    const { page } = bench;
    // Of files that are open, the language server alone knows how they are.
    await command(page, 'View: Close All Editors');
    await writeFile(path.join(bench.folder, SUITE), (await text(SUITE)).replace('column: items', 'column: itms'));
    const findings = async () => (await problems(page)).filter({ hasText: 'has no column `itms`' }).allInnerTexts();
    await until('the language server has found it', async () => (await findings()).length === 1);

    await runTask('plumbline', 'plumbline: check');
    await page.locator('.single-terminal-tab', { hasText: 'check' }).waitFor();
    await shot(page, 'empty-task');
    // It says the same as the language server has said already, and takes nothing of it away.
    await until('it stands there once, in full', async () => {
      const [first, ...others] = await findings();
      return others.length === 0 && first?.includes('did you mean');
    });

    // With an owner of its own, what the problem matcher has read stands beside it.
    const problemMatcher = { base: '$plumbline', owner: 'ci' };
    const task = { type: 'plumbline', command: 'check', label: 'as CI does', problemMatcher };
    await mkdir(path.join(bench.folder, '.vscode'));
    await writeFile(path.join(bench.folder, '.vscode/tasks.json'), JSON.stringify({ version: '2.0.0', tasks: [task] }));
    await runTask('as CI does');
    await until('it stands there twice', async () => (await findings()).length === 2);
    const places = (await findings()).map((text) => /\[Ln \d+, Col \d+\]/.exec(text)?.[0]);
    assert.equal(places[0], places[1]);
    await shot(page, 'empty-task-problems');
  });

  /** The list of tasks may be older than tasks.json. */
  async function runTask(...choice: readonly string[]): Promise<void> {
    const { page } = bench;
    await until(`the task ${choice.at(-1)}`, async () => {
      await command(page, 'Tasks: Run Task');
      try {
        for (const row of choice) await choices(page).filter({ hasText: row }).first().click({ timeout: 3000 });
        return true;
      } catch {
        await page.keyboard.press('Escape');
        return false;
      }
    });
  }
});

/** The files that stand in the list of a peek view. */
async function usesInPeek(page: Page): Promise<readonly string[]> {
  const files = page.locator(
    '.peekview-widget .ref-tree .reference-file .label-name, .peekview-widget .reference-file .label-name',
  );
  await files.first().waitFor();
  return (await files.allInnerTexts()).sort();
}
