import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { writeFiles } from '../platform/folder-kit.ts';
import { MODULES, python, withExamplePython } from './python-kit.ts';

const options = withExamplePython();

const PROGRAM = `
from plumbline_run import current_run
run = current_run()
print(run.run_id, run.params["start"], run.seed)
print(run.inputs["raw"].read_text())
run.outputs["rows"].write_text("2")
print(run.outputs["rows"].read_text())
`;

test('a program finds its parameters, inputs and outputs by their names', options, async () => {
  await withTemporaryFolder(async (folder) => {
    const run = {
      run_id: 'r1',
      params: { start: '2013-01-01' },
      inputs: { raw: join(folder, 'raw.csv') },
      outputs: { rows: join(folder, 'rows') },
      seed: 42,
    };
    await writeFiles(folder, { 'run.json': JSON.stringify(run), 'raw.csv': 'Zürich' });
    const { stdout, stderr } = await python(['-c', PROGRAM], folder, {
      PYTHONPATH: MODULES,
      PLUMBLINE_RUN: join(folder, 'run.json'),
    });
    assert.equal(stderr, '');
    assert.deepEqual(stdout.toString().trimEnd().split(/\r?\n/), ['r1 2013-01-01 42', 'Zürich', '2']);
  });
});

test('a program that was started by hand is told how to start it', options, async () => {
  await withTemporaryFolder(async (folder) => {
    const { exitCode, stderr } = await python(['-c', PROGRAM], folder, { PYTHONPATH: MODULES });
    assert.equal(exitCode, 1);
    assert.match(stderr, /^This program was not started by Plumbline.*\n {2}try: plumbline run/);
  });
});
