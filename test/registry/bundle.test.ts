import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { assetPath } from '../../core/platform/assets.ts';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';

const program = `
  import { startRun } from './core/registry/record-run.ts';
  import { openRegistry } from './core/registry/registry.ts';
  import { listRuns } from './core/registry/runs.ts';
  void openRegistry(process.argv[2]).then(async (registry) => {
    await registry.write((db) => startRun(db, { kind: 'test' }));
    console.log((await registry.read((db) => listRuns(db))).length);
  });`;

test('the registry works in a bundle, with SQLite beside it', async () => {
  await withTemporaryFolder(async (folder) => {
    const outfile = join(folder, 'dist/cli.js');
    await build({
      stdin: { contents: program, resolveDir: fileURLToPath(new URL('../..', import.meta.url)), loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile,
      logLevel: 'error',
    });
    await copyFile(assetPath('sql-wasm.wasm'), join(folder, 'dist/sql-wasm.wasm'));
    const storage = join(folder, 'storage');
    const run = () => execFileSync(process.execPath, [outfile, storage], { encoding: 'utf8', cwd: '/' }).trim();
    assert.deepEqual([run(), run()], ['1', '2']);
  });
});
