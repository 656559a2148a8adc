import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { assetPath } from '../../core/platform/assets.ts';
import { exists } from '../../core/platform/files.ts';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const wasmFiles = ['sql-wasm.wasm', 'web-tree-sitter.wasm', 'tree-sitter-python.wasm'] as const;

/** Bundles what prints the paths of the assets, as the product is bundled, to `dist/cli.js` of a folder. */
async function bundleInto(folder: string): Promise<string> {
  const outfile = join(folder, 'dist/cli.js');
  const contents = `
    import { assetPath } from './core/platform/assets.ts';
    for (const name of process.argv.slice(2)) {
      try { console.log(assetPath(name)); } catch (error) { console.log(error.message); }
    }`;
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

function run(program: string, ...args: readonly string[]): readonly string[] {
  return execFileSync(process.execPath, [program, ...args], { encoding: 'utf8', cwd: '/' })
    .trim()
    .split('\n');
}

test('in a checkout every asset is found', async () => {
  for (const name of [...wasmFiles, 'python'] as const) assert.ok(await exists(assetPath(name)), name);
});

test('a bundle finds its assets beside itself, and Python beside its folder', async () => {
  await withTemporaryFolder(async (folder) => {
    const program = await bundleInto(folder);
    for (const name of wasmFiles) await copyFile(assetPath(name), join(folder, 'dist', name));
    await mkdir(join(folder, 'python'));
    const beside = wasmFiles.map((name) => join(folder, 'dist', name));
    assert.deepEqual(run(program, ...wasmFiles, 'python'), [...beside, join(folder, 'python')]);
  });
});

test('an incomplete installation says what is missing', async () => {
  await withTemporaryFolder(async (folder) => {
    assert.deepEqual(run(await bundleInto(folder), 'sql-wasm.wasm'), ['Plumbline lacks its file sql-wasm.wasm']);
  });
});
