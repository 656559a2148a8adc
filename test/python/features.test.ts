import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { TRANSFORMATION_FUNCTIONS } from '../../core/catalogue/transformation-functions.ts';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { writeFiles } from '../platform/folder-kit.ts';
import { MODULES, python, withExamplePython } from './python-kit.ts';

const options = withExamplePython();

test('transformations are what they promise, and what scikit-learn and pandas make', options, async () => {
  await withTemporaryFolder(async (folder) => {
    await writeFiles(folder, { 'catalogue.json': JSON.stringify(TRANSFORMATION_FUNCTIONS) });
    const tests = join(import.meta.dirname, 'programs/test_plumbline_features.py');
    const { stdout, exitCode } = await python(
      ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', '--rootdir', folder, tests],
      folder,
      { PYTHONPATH: MODULES },
    );
    assert.equal(exitCode, 0, stdout.toString());
    assert.match(stdout.toString(), /\d{2} passed/);
  });
});

test('the module is there without pandas, until it is used', options, async () => {
  const program = `import sys, plumbline_features; print([m for m in ("pandas", "numpy") if m in sys.modules])`;
  const { stdout } = await python(['-c', program], MODULES, { PYTHONPATH: MODULES });
  assert.equal(stdout.toString().trim(), '[]');
});
