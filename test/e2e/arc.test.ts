import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import {
  choose,
  clearNotifications,
  command,
  confirm,
  goTo,
  inline,
  input,
  notification,
  openAt,
  openFile,
  placeOf,
  sideView,
  squiggles,
  tooltip,
  webview,
} from './gestures.ts';
import { PATIENCE, until } from './patience.ts';
import { pictureOfFailure, ROOT, shot, startWorkbench, type Workbench } from './workbench.ts';

const FLIGHTS = path.join(ROOT, 'examples/flights');
const MODEL = 'models/arrival_delay.model.yaml';
const DEPLOYMENT = 'deployments/arrival_delay.deployment.yaml';
const TRAINING = 3 * PATIENCE;

const CANARY = `name: arrival_delay
description: Tells for a scheduled flight how likely it is to arrive late.
model: arrival_delay
rollout:
  strategy: canary
  steps: [{ weight: 30 }, { weight: 100 }]
  sticky: flight_id
  on_failure: abort
`;

/** Every eighth flight, so that training takes seconds; all of the weather, which drifts. */
async function prepare(folder: string): Promise<void> {
  await symlink(path.join(FLIGHTS, '.venv'), path.join(folder, '.venv'));
  const flights = path.join(folder, 'data/raw/flights.csv');
  const [head, ...rows] = (await readFile(flights, 'utf8')).split('\n');
  await writeFile(flights, [head, ...rows.filter((_, i) => i % 8 === 0)].join('\n'));
  await mkdir(path.join(folder, 'deployments'), { recursive: true });
  await writeFile(path.join(folder, DEPLOYMENT), CANARY);
  // How these run by hand stands in other tests.
  for (const pipeline of ['weather_features', 'reference_features', 'flights_features', 'train_majority']) {
    await plumbline(folder, 'run', pipeline);
  }
}

async function plumbline(folder: string, ...args: readonly string[]): Promise<string> {
  const cli = path.join(ROOT, 'dist/cli.js');
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args, '--project', folder], {
    maxBuffer: 2 ** 26,
  });
  return stdout;
}

describe('the way from a feature to a rolled-back deployment, in VS Code', () => {
  let bench: Workbench;
  before(async () => {
    bench = await startWorkbench({ workspace: FLIGHTS, prepare });
    await bench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  });
  afterEach(pictureOfFailure(() => bench));
  after(() => bench?.close());

  test('the commits of a feature group stand in the feature store', async () => {
    const { page } = bench;
    const rows = await sideView(page, 'Feature Store');
    await unfold(rows, 'weather');
    await unfold(rows, 'Commits');
    await rows.filter({ hasText: '+26,115' }).first().waitFor();
    await shot(page, 'commits');
  });

  test('training from the palette puts a version into the model registry', async () => {
    const { page } = bench;
    await train();
    const rows = await sideView(page, 'Model Registry');
    await rows.filter({ hasText: 'v1' }).first().waitFor();
    await unfold(rows, 'v1');
    await unfold(rows, 'Gates');
    await rows.filter({ hasText: 'roc_auc at least 0.65' }).first().waitFor();
    await shot(page, 'model-registry');
  });

  test('a second version is compared with the first', async () => {
    const { page } = bench;
    const [line, column] = await placeOf(bench, MODEL, 'max_iter: 40');
    await openFile(page, MODEL);
    await goTo(page, line, column + 'max_iter: 40'.length);
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('10');
    await page.keyboard.press('Control+S');
    await until('it is saved', async () =>
      (await readFile(path.join(bench.folder, MODEL), 'utf8')).includes('max_iter: 10'),
    );
    await train();
    await openFile(page, MODEL);
    await goTo(page, 1);
    await page.locator('.codelens-decoration a', { hasText: 'Compare 2 Versions' }).first().click();
    await choose(page, 'arrival_delay@1');
    await choose(page, 'arrival_delay@2');
    const view = await webview(page);
    assert.equal(await view.locator('h1').innerText(), 'arrival_delay: v1 and v2');
    await view.locator('[data-metric="roc_auc"] .interval-bars').waitFor();
    assert.equal(await view.getByRole('figure', { name: 'ROC curve' }).locator('.plot .line').count(), 2);
    assert.match(await view.getByRole('region', { name: 'Parameters that differ' }).innerText(), /max_iter\s+40\s+10/);
    await view.getByText('Both were trained on the same data').waitFor();
    await shot(page, 'comparison-page');
  });

  test('the first version is deployed, and answers requests', async () => {
    const { page } = bench;
    await command(page, 'Plumbline: Deploy Model Version');
    await choose(page, 'arrival_delay@1');
    const view = await webview(page);
    await view.locator('.badge', { hasText: 'Serving' }).waitFor();
    await view.getByRole('button', { name: 'Start Serving' }).click();
    await notification(page, 'Plumbline answers requests at').waitFor();
    await page.locator('[id="plumbline-ml.plumbline-ml.plumbline.serving"]').waitFor();
    await clearNotifications(page);
    assert.deepEqual(await ask(10), { 1: 10 });
  });

  test('a canary gets its share, and the page shows it while requests come in', async () => {
    const { page } = bench;
    const rows = await sideView(page, 'Model Registry');
    await inline(rows.filter({ hasText: 'v2' }).first(), 'Deploy Model Version');
    const view = await webview(page);
    await view.locator('.badge', { hasText: 'Rolling out' }).waitFor();
    // The new version answers as soon as its process is there.
    await until('both versions answer', async () => ((await ask(20))[2] ?? 0) > 0);
    const answered = await ask(300);
    assert.ok((answered[2] ?? 0) > 60 && (answered[2] ?? 0) < 120, `30 % of 300 are ${answered[2]}`);
    await clearNotifications(page);
    await view.getByRole('img', { name: /Last minute: v1 stable \d\d[.\d]* %, v2 candidate/ }).waitFor();
    const candidate = view.getByRole('row', { name: /v2 candidate/ }).getByRole('cell');
    await until(
      'the page has counted them',
      async () => Number((await candidate.first().innerText()).replace(',', '')) > 60,
    );
    await shot(page, 'rollout-page');
    await sideView(page, 'Deployments');
    await shot(page, 'deployments-view');
  });

  test('it is promoted, and taken back with the red button while requests go on', async () => {
    const { page } = bench;
    const view = await webview(page);
    await view.getByRole('button', { name: 'Promote v2' }).click();
    await confirm(page, 'Promote');
    await view.locator('.badge', { hasText: 'Serving' }).waitFor();
    await until('the new version answers all', async () => (await ask(10))[2] === 10);
    await clearNotifications(page);
    const going = new AbortController();
    const traffic = keepAsking(going.signal);
    await view.getByRole('button', { name: 'Roll Back to v1' }).click();
    await page.locator('.monaco-dialog-box', { hasText: 'Roll back to version 1?' }).waitFor();
    await shot(page, 'roll-back');
    await confirm(page, 'Roll Back');
    await view.locator('.timeline li', { hasText: 'rolled back' }).first().waitFor();
    await until('the old version answers all', async () => (await ask(10))[1] === 10);
    going.abort();
    assert.equal(await traffic, 0, 'no request failed');
    await clearNotifications(page);
  });

  test('a prediction leads back to its model, data, runs and lines of code', async () => {
    const { page } = bench;
    const { flights } = await serving();
    const [prediction = ''] = (await answer(flights[0] as string)).parameters.prediction_ids.split(',');
    // Answers are logged after they are given.
    await until('it is logged', () => plumbline(bench.folder, 'explain', prediction).catch(() => undefined));
    await command(page, 'Plumbline: Explain Prediction');
    await input(page).fill(prediction);
    await page.keyboard.press('Enter');
    const view = await webview(page);
    await view.locator('h1', { hasText: 'predicted' }).waitFor();
    for (const node of ['arrival_delay@1/1', 'run of train_arrival_delay', 'commit of flights@1', 'haversine_km']) {
      await view.locator('svg').getByText(node).first().waitFor();
    }
    await shot(page, 'explained-prediction');
    // A line of code is one click away.
    await view.locator('svg').getByText('haversine_km').first().click();
    await view.getByRole('button', { name: 'Open Definition' }).click();
    await page.locator('.tabs-container .tab.active', { hasText: 'on_demand_features.py' }).waitFor();
    await clearNotifications(page);
    // It was opened beside the page, where that page would stay in sight.
    await command(page, 'View: Close All Editors');
  });

  test('drift has a page, and stands on the line of the feature', async () => {
    const { page } = bench;
    await openAt(bench, 'monitors/summer_weather.monitor.yaml', 'name:');
    await page.locator('.codelens-decoration a', { hasText: 'Detect Drift' }).first().click();
    const view = await webview(page);
    await view.locator('.badge', { hasText: 'Drifted' }).waitFor();
    await view.locator('[data-feature="temp"]').click();
    await view.getByRole('img', { name: /Both distributions of temp/ }).waitFor();
    await shot(page, 'drift-page');
    await openFile(page, 'feature_groups/weather.feature-group.yaml');
    // It is the first feature of the group that drifted.
    await tooltip(page, squiggles(page, 'warning').first(), 'The median went from 37 to 79');
    await shot(page, 'drift-finding');
  });

  async function train(): Promise<void> {
    const { page } = bench;
    await command(page, 'Plumbline: Run Pipeline');
    await choose(page, 'train_arrival_delay');
    await notification(page, /arrival_delay@\d+ passed all its gates/).waitFor({ timeout: TRAINING });
    await clearNotifications(page);
  }

  /** Folds a row of a tree out, if it is not yet. */
  async function unfold(rows: ReturnType<Workbench['page']['locator']>, text: string): Promise<void> {
    const row = rows.filter({ hasText: text }).first();
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) === 'true') return;
    await row.locator('.monaco-tl-twistie').click();
    await until(`${text} is open`, async () => (await row.getAttribute('aria-expanded')) === 'true');
  }

  /** Copies what a person would copy into their program. */
  async function copied(title: string): Promise<string> {
    const { page } = bench;
    await page.evaluate(`navigator.clipboard.writeText('')`);
    await command(page, title);
    return until(`${title}`, () => page.evaluate<string>('navigator.clipboard.readText()'));
  }

  let served: { readonly url: string; readonly token: string; readonly flights: readonly string[] } | undefined;

  async function serving() {
    if (served !== undefined) return served;
    const url = await copied('Plumbline: Copy Serving Address');
    const token = await copied('Plumbline: Copy Serving Token');
    const { columns, data } = JSON.parse(
      await plumbline(bench.folder, 'read', 'flights', '--limit', '300', '--format', 'json'),
    );
    const flights = data.map((row: readonly string[]) => row[columns.indexOf('flight_id')]);
    served = { url, token, flights };
    return served;
  }

  /** Asks for so many flights; says how many of the answers each version gave. */
  async function ask(amount: number): Promise<Readonly<Record<string, number>>> {
    const { flights } = await serving();
    const versions = await Promise.all(flights.slice(0, amount).map(predict));
    return Object.fromEntries(
      Object.entries(Object.groupBy(versions, String)).map(([v, all]) => [v, all?.length ?? 0]),
    );
  }

  interface Answer {
    readonly model_version: string;
    readonly parameters: { readonly prediction_ids: string };
  }

  async function predict(flight: string): Promise<string> {
    return (await answer(flight)).model_version;
  }

  async function answer(flight: string): Promise<Answer> {
    const { url, token } = await serving();
    const response = await fetch(`${url}/infer`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ inputs: [{ name: 'flight_id', datatype: 'BYTES', shape: [1], data: [flight] }] }),
    });
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as Answer;
  }

  /** Asks on and on; how many requests failed. */
  async function keepAsking(signal: AbortSignal): Promise<number> {
    const { flights } = await serving();
    let failed = 0;
    for (let i = 0; !signal.aborted; i += 1) {
      await predict(flights[i % flights.length] as string).catch(() => {
        failed += 1;
      });
    }
    return failed;
  }
});
