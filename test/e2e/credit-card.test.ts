import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
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
} from './gestures.ts';
import { until } from './patience.ts';
import { pictureOfFailure, ROOT, shot, startWorkbench, type Workbench } from './workbench.ts';

const GROUP = 'feature_groups/cc_trans_fraud.feature-group.yaml';
const SUITE = 'expectations/cc_trans_fraud.expectations.yaml';
const PIPELINE = 'cc_trans_fraud_features';
const PROGRAM = 'pipelines/feature-pipeline.py';
const PYTHON = path.join(ROOT, 'examples/flights/.venv/bin/python');

/** A program that tells who it is, starts another one, and then takes its time. */
const SLOW = `
import os, subprocess, sys, time
from pathlib import Path
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
Path("pids.tmp").write_text(f"{os.getpid()} {os.getppid()} {child.pid}")
Path("pids.tmp").rename("pids")
print("counting sheep", flush=True)
time.sleep(600)
`;

const BROKEN = `
import json, os
from pathlib import Path
run = json.loads(Path(os.environ["PLUMBLINE_RUN"]).read_text())
print(run["inputs"]["cards"])
`;

/** The interpreter of another project: the settings of this folder name it. */
async function usePython(folder: string): Promise<void> {
  await mkdir(path.join(folder, '.vscode'));
  await writeFile(path.join(folder, '.vscode/settings.json'), JSON.stringify({ 'plumbline.python': PYTHON }));
}

describe('the credit-card project in VS Code', () => {
  let bench: Workbench;
  before(async () => {
    bench = await startWorkbench({
      workspace: path.join(ROOT, 'test/fixtures/workspaces/credit-card'),
      prepare: usePython,
      theme: 'dark',
    });
  });
  afterEach(pictureOfFailure(() => bench));
  after(() => bench?.close());

  const fileIn = (name: string) => path.join(bench.folder, name);

  async function runPipeline(): Promise<void> {
    await command(bench.page, 'Plumbline: Run Pipeline');
    await choose(bench.page, PIPELINE);
  }

  /** What is kept for the feature store: rows and results, but not the record that there was a run. */
  async function keptData(): Promise<readonly string[]> {
    const storage = fileIn('.plumbline');
    const files = (await readdir(storage, { recursive: true, withFileTypes: true }))
      .filter((file) => file.isFile())
      .map(({ parentPath, name }) => path.join(parentPath, name))
      .filter((file) => !/\.plumbline\/(runs\/|registry\.db)/.test(file));
    const hashed = files.sort().map(async (file) => {
      const hash = createHash('sha256').update(await readFile(file));
      return `${path.relative(storage, file)} ${hash.digest('hex')}`;
    });
    return Promise.all(hashed);
  }

  test('keeps out an output that breaks the contract, and says so', async () => {
    const { page } = bench;
    // Given while the project is still being read.
    await runPipeline();
    const said = notification(
      page,
      new RegExp(`${PIPELINE} failed: .* nothing was changed.* 2 of 3 expectations hold`),
    );
    await said.waitFor();
    await said.getByRole('button', { name: 'Show Result' }).waitFor();
    assert.deepEqual(
      (await keptData()).filter((file) => !file.startsWith('results/')),
      [],
    );
    await shot(page, 'credit-card-blocked');
  });

  test('puts the youngest owner on the line that asks for adults', async () => {
    const { page } = bench;
    await openAt(bench, SUITE, 'expect_column_min_to_be_between');
    const squiggle = squiggles(page, 'error').first();
    await squiggle.waitFor();
    await page.locator('.codelens-decoration', { hasText: 'Last result: failed' }).waitFor();
    const hover = await tooltip(page, squiggle, 'the smallest value is 17.738671, expected between 18 and 130');
    await hover.getByText('Judged cc_trans_fraud@1 on').waitFor();
    await hover.getByText('The smallest value of the column lies between two values.').waitFor();
    await shot(page, 'credit-card-hover');
    const row = (await problems(page)).filter({ hasText: '17.738671' }).first();
    assert.match((await row.getAttribute('aria-label')) ?? '', /^Error: .*17\.738671.* line 4 /s);
    await shot(page, 'credit-card-problems');
    await clearNotifications(page);
  });

  test('takes rows that fail where the group says so', async () => {
    const { page } = bench;
    await writeFile(fileIn(GROUP), (await readFile(fileIn(GROUP), 'utf8')).replace('strict', 'always'));
    await runPipeline();
    await notification(page, new RegExp(`${PIPELINE} finished.* 2 of 3 expectations hold`)).waitFor();
    assert.notDeepEqual(
      (await keptData()).filter((file) => !file.startsWith('results/')),
      [],
    );
    await clearNotifications(page);
  });

  test('a run that is cancelled leaves no process and changes nothing', async () => {
    const { page } = bench;
    const before = await keptData();
    await writeFile(fileIn(PROGRAM), SLOW);
    await openFeatureStore(page);
    const pipeline = featureStore(page).filter({ hasText: PIPELINE });
    await runPipeline();
    const pids = await until('the program runs', () => readFile(fileIn('pids'), 'utf8'));
    const progress = notification(page, new RegExp(`Running ${PIPELINE}.*counting sheep`, 's'));
    await progress.waitFor();
    await pipeline.filter({ hasText: 'running' }).waitFor();
    await shot(page, 'credit-card-running');
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await notification(page, `${PIPELINE} was cancelled. Everything is as it was before.`).waitFor();
    for (const pid of pids.split(' ').map(Number)) {
      await until(`process ${pid} is gone`, async () => !isAlive(pid));
    }
    assert.deepEqual(await keptData(), before);
    await pipeline.filter({ hasText: 'cancelled' }).waitFor();
    await shot(page, 'credit-card-cancelled');
    await clearNotifications(page);
  });

  test('a program that breaks says what, why, and what to do', async () => {
    const { page } = bench;
    const before = await keptData();
    await writeFile(fileIn(PROGRAM), BROKEN);
    await runPipeline();
    const said = notification(page, `${PIPELINE} failed: the program ended with exit code 1; nothing was changed.`);
    await said.filter({ hasText: "KeyError: 'cards'." }).filter({ hasText: 'Try: read the whole log in' }).waitFor();
    await shot(page, 'credit-card-broken-program');
    await said.getByRole('button', { name: 'Show Output' }).click();
    const output = page.locator('.panel .view-lines');
    await output.getByText('feature-pipeline.py').first().waitFor();
    await output.getByText(`where: pipeline ${PIPELINE}`.replaceAll(' ', '\u00a0')).first().waitFor();
    assert.deepEqual(await keptData(), before);
    await tooltip(page, featureStore(page).filter({ hasText: PIPELINE }), "KeyError: 'cards'");
    await shot(page, 'credit-card-broken-program-output');
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
