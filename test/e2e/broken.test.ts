import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { command, featureStore, openAt, openFeatureStore, openFile, problems, squiggles } from './gestures.ts';
import { until } from './patience.ts';
import { pictureOfFailure, ROOT, shot, startWorkbench, type Workbench } from './workbench.ts';

const HALF = 'feature_groups/half.feature-group.yaml';
const GARBAGE = 'expectations/garbage.expectations.yaml';
const GX = 'gx/orders_gx.json';
const SUITE = 'expectations/orders.expectations.yaml';
const FUNCTIONS = 'features/order_features.py';

const BROKEN: Readonly<Record<string, string | Uint8Array>> = {
  [HALF]: 'name: half\nversion: 1\nfeatures:\n  - { name: a, type: [\n',
  // Bytes of all sorts, in no order, and no text.
  [GARBAGE]: Uint8Array.from({ length: 4000 }, (_, at) => Math.imul(at, 2654435761) >>> 24),
  [GX]: JSON.stringify(
    {
      name: 'orders_gx',
      meta: { great_expectations_version: '1.18.0', plumbline: { feature_group: 'orders@1' } },
      expectations: [
        { type: 'expect_column_values_to_be_between', kwargs: { column: 'items', min_value: 9, max_value: 1 } },
        { type: 'expect_column_values_to_not_be_null', kwargs: { column: 'order_ids' } },
      ],
    },
    null,
    2,
  ),
};

async function breakFiles(folder: string): Promise<void> {
  for (const [file, text] of Object.entries(BROKEN)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
}

describe('a project with broken files', () => {
  let bench: Workbench;
  let server: number;
  before(async () => {
    bench = await startWorkbench({
      workspace: path.join(ROOT, 'templates/starter'),
      prepare: breakFiles,
      theme: 'dark',
      // What is typed stays as it is typed: half.
      settings: { 'editor.autoClosingBrackets': 'never', 'editor.acceptSuggestionOnEnter': 'off' },
    });
  });
  afterEach(pictureOfFailure(() => bench));
  after(() => bench?.close());

  const fileIn = (name: string) => path.join(bench.folder, name);
  const found = async (text: string) => (await problems(bench.page)).filter({ hasText: text }).count();
  const appears = (text: string) => until(`a finding ${text}`, async () => (await found(text)) > 0);
  const goes = (text: string) => until(`no finding ${text}`, async () => (await found(text)) === 0);

  test('tells what is wrong in each, and shows what is right', async () => {
    const { page } = bench;
    await openFeatureStore(page);
    await featureStore(page).filter({ hasText: 'orders_features' }).waitFor();
    await appears('This bracket is never closed');
    await appears('the file must be a map');
    server = await pidOfServer(bench);
    await shot(page, 'broken-problems');
  });

  test('underlines what is wrong in a suite of Great Expectations', async () => {
    const { page } = bench;
    await openFile(page, GX);
    await squiggles(page, 'error').nth(1).waitFor();
    await appears('`min_value` is above `max_value`');
    await appears('has no column `order_ids`');
    await shot(page, 'broken-gx');
    await openAt(bench, GX, 'order_ids', 'order_ids'.length);
    await page.keyboard.press('Backspace');
    await goes('has no column `order_ids`');
    await page.keyboard.press('Control+S');
  });

  test('forgets what was found in a file that is deleted', async () => {
    const { page } = bench;
    await rm(fileIn(GARBAGE));
    await goes('the file must be a map');
    await openFile(page, HALF);
    await squiggles(page, 'error').first().waitFor();
    await command(page, 'File: Reveal Active File in Explorer View');
    await page.keyboard.press('Delete');
    await page
      .locator('.monaco-dialog-box')
      .getByRole('button', { name: /Delete|Move to Trash/ })
      .click();
    await goes('This bracket is never closed');
    await shot(page, 'broken-deleted');
  });

  test('follows a file that is renamed', async () => {
    const { page } = bench;
    await openFile(page, FUNCTIONS);
    await command(page, 'File: Reveal Active File in Explorer View');
    await page.keyboard.press('F2');
    const name = page.locator('.explorer-folders-view input');
    await name.fill('of_orders.py');
    await name.press('Enter');
    await appears('features/order_features.py');
    await shot(page, 'broken-renamed');
    await command(page, 'File: Reveal Active File in Explorer View');
    await page.keyboard.press('F2');
    await name.fill('order_features.py');
    await name.press('Enter');
    await goes('features/order_features.py');
  });

  test('has had one language server all the time, and starts another when asked to', async () => {
    const { page } = bench;
    assert.equal(await pidOfServer(bench), server);
    await command(page, 'Plumbline: Restart Language Server');
    await until('the old server is gone', async () => (await pidOfServer(bench)) !== server);
    await appears('`min_value` is above `max_value`');
    await openFeatureStore(page);
    await featureStore(page).filter({ hasText: 'orders_features' }).waitFor();
    await openAt(bench, SUITE, 'column: items', 'column: it'.length);
    await page.keyboard.type('x');
    await appears('has no column `itxems`');
    await shot(page, 'broken-restarted');
    await command(page, 'File: Revert File');
    await goes('has no column `itxems`');
  });
});

/** The language server that belongs to this window. */
async function pidOfServer({ folder }: Workbench): Promise<number> {
  const script = path.join(path.resolve(folder, '../..'), 'ext');
  const found: number[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes(script) && command.includes('dist/server.js')) found.push(Number(pid));
  }
  assert.equal(found.length, 1, `language servers: ${found.join(', ') || 'none'}`);
  return found[0] as number;
}
