import assert from 'node:assert/strict';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { MODULES, python, WORKSPACES, withExamplePython } from './python-kit.ts';

const options = withExamplePython();
const CREDIT_CARD = join(WORKSPACES, 'credit-card');

for (const workspace of ['credit-card', 'spend-signups']) {
  test(`the feature tests of ${workspace} pass`, options, async () => {
    const args = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider'];
    const { exitCode, stdout } = await python(args, join(WORKSPACES, workspace));
    assert.equal(exitCode, 0, stdout.toString());
  });
}

test('the raw transactions are those that their program makes', options, async () => {
  await withTemporaryFolder(async (folder) => {
    await copyFile(join(CREDIT_CARD, 'data/make_transactions.py'), join(folder, 'make_transactions.py'));
    await python(['make_transactions.py'], folder);
    const made = await readFile(join(folder, 'transactions.csv'), 'utf8');
    assert.equal(made, await readFile(join(CREDIT_CARD, 'data/transactions.csv'), 'utf8'));
  });
});

test('the pipeline makes the features that are kept beside it; the youngest owner is 17.738671', options, async () => {
  await withTemporaryFolder(async (folder) => {
    const output = join(folder, 'transactions');
    const run = {
      run_id: 'r1',
      params: {},
      inputs: { raw: 'data/transactions.csv' },
      outputs: { transactions: output },
      seed: 0,
    };
    await writeFile(join(folder, 'run.json'), JSON.stringify(run));
    const { exitCode, stderr } = await python(['pipelines/feature-pipeline.py'], CREDIT_CARD, {
      PYTHONPATH: MODULES,
      PLUMBLINE_RUN: join(folder, 'run.json'),
    });
    assert.equal(exitCode, 0, stderr);

    const made = await readFile(output, 'utf8');
    assert.equal(made, await readFile(join(CREDIT_CARD, 'data/cc_trans_fraud.csv'), 'utf8'));

    const [header = '', ...rows] = made.trimEnd().split('\n');
    const age = header.split(',').indexOf('age_at_transaction');
    assert.equal(rows.length, 300);
    assert.equal(Math.min(...rows.map((row) => Number(row.split(',')[age]))), 17.738671);
  });
});
