import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import {
  choose,
  clearNotifications,
  command,
  featureStore,
  notification,
  openAt,
  openFeatureStore,
  problems,
  squiggles,
  tooltip,
  webview,
} from './gestures.ts';
import { type StartedPrograms, watchPrograms } from './started-programs.ts';
import { pictureOfFailure, ROOT, shot, startWorkbench, type Workbench } from './workbench.ts';

const GROUP = 'feature_groups/orders.feature-group.yaml';
/** A finding that needs the registered state, and so Git. */
const REVIEW = 'the type of `items` changes from `int` to `bigint`';
const VIEW = 'feature_views/late_orders.feature-view.yaml';

/** A commit with all files, and two changes since: one that a look at Git tells of, one that needs no Git. */
async function commitAndChange(folder: string): Promise<void> {
  const git = (...args: readonly string[]) => promisify(execFile)('git', args, { cwd: folder });
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', 'commit', '--quiet', '--message=Orders');
  const change = async (file: string, from: string, to: string) => {
    const text = await readFile(path.join(folder, file), 'utf8');
    await writeFile(path.join(folder, file), text.replace(from, to));
  };
  await change(GROUP, '{ name: items, type: int', '{ name: items, type: bigint');
  await change(VIEW, 'basket_value, distance_km, value', 'basket_value, distance_kms, value');
}

describe('a folder that is not trusted', () => {
  let bench: Workbench;
  let programs: StartedPrograms;
  before(async () => {
    bench = await startWorkbench({
      workspace: path.join(ROOT, 'templates/starter'),
      theme: 'dark',
      prepare: commitAndChange,
      environment: async (folder) => {
        programs = await watchPrograms(path.join(folder, '../../programs'), ['git', 'python3']);
        // Else a login shell would be asked for the PATH.
        return { PATH: programs.PATH, VSCODE_CLI: '1' };
      },
      // The editor's own Git extension would start Git too, once the folder is trusted.
      settings: { 'security.workspace.trust.enabled': true, 'git.enabled': false },
    });
  });
  afterEach(pictureOfFailure(() => bench));
  after(() => bench?.close());

  const REFUSAL = 'Plumbline runs nothing in a workspace that you have not trusted.';

  test('is checked, completed and drawn', async () => {
    const { page } = bench;
    await page.locator('.statusbar', { hasText: 'Restricted Mode' }).waitFor();
    await openFeatureStore(page);
    await featureStore(page).filter({ hasText: 'orders_features' }).waitFor();
    await openAt(bench, VIEW, 'distance_kms', 'dist'.length);
    await squiggles(page, 'error').first().waitFor();
    await tooltip(page, squiggles(page, 'error').first(), 'did you mean');
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'distance_km' }).first().waitFor();
    await shot(page, 'untrusted-checked');
    await page.keyboard.press('Escape');
    await command(page, 'Plumbline: Show Lineage');
    await (await webview(page)).getByText('orders_features').first().waitFor();
    await shot(page, 'untrusted-lineage');
  });

  test('runs nothing, and says why', async () => {
    const { page } = bench;
    for (const title of ['Run Pipeline', 'Validate All', 'Profile Data']) {
      await command(page, `Plumbline: ${title}`);
      const refusal = notification(page, REFUSAL);
      await refusal.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
      await shot(page, 'untrusted-refused');
      await clearNotifications(page);
      await refusal.waitFor({ state: 'detached' });
    }
    // Tests are to be seen, and cannot be run.
    await command(page, 'Testing: Focus on Test Explorer View');
    const suites = page.locator('.test-explorer .monaco-list-row', { hasText: 'Expectation suites' });
    await suites.hover();
    assert.equal(await suites.locator('.action-label[aria-label*="Run Test"]').count(), 0);
    // What only Git could tell is not told.
    const rows = await problems(page);
    await rows.filter({ hasText: 'distance_kms' }).first().waitFor();
    assert.equal(await rows.filter({ hasText: REVIEW }).count(), 0);
    assert.deepEqual(await programs.list(), []);
  });

  test('does everything from the moment on that it is trusted', async () => {
    const { page } = bench;
    await command(page, 'Plumbline: Run Pipeline');
    await notification(page, REFUSAL).getByRole('button', { name: 'Manage Workspace Trust' }).click();
    await page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await page.locator('.workspace-trust-editor', { hasText: 'You trust this folder' }).waitFor();
    await page.locator('.monaco-modal-editor-block .action-label[aria-label^="Close"]').click();
    await (await problems(page)).filter({ hasText: REVIEW }).first().waitFor();
    await started('git');
    await command(page, 'Plumbline: Run Pipeline');
    await choose(page, 'orders_features');
    await notification(page, /orders_features finished.* 8 of 8 expectations hold/).waitFor();
    await started('python3');
    await shot(page, 'untrusted-then-trusted');
    await command(page, 'Testing: Focus on Test Explorer View');
    const suites = page.locator('.test-explorer .monaco-list-row', { hasText: 'Expectation suites' });
    await suites.hover();
    await suites.locator('.action-label[aria-label*="Run Test"]').first().waitFor();
  });

  async function started(name: string): Promise<void> {
    const all = await programs.list();
    assert(
      all.some((line) => line.startsWith(`${name} `)),
      `${name} is not among ${all.join(', ')}`,
    );
  }
});
