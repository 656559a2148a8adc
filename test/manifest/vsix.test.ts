import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { packageExtension } from '../../scripts/package.ts';
import { zipNames } from './zip-names.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** DuckDB's library is most of it; whoever goes past this should know why. */
const LARGEST = 45e6;
const run = promisify(execFile);

describe('the packaged extension', () => {
  let out: string;
  let vsix: string;
  let names: readonly string[];
  const staged = (...parts: readonly string[]) => path.join(out, 'vsix', ...parts);
  before(async () => {
    out = await mkdtemp(path.join(tmpdir(), 'plumbline-vsix-'));
    vsix = await packageExtension(out);
    names = zipNames(vsix).map((name) => name.replace(/^extension\//, ''));
  });
  after(() => rm(out, { recursive: true, force: true }));

  test('holds what it needs to run', () => {
    const needed = [
      'package.json',
      'readme.md',
      'changelog.md',
      'LICENSE.txt',
      'media/icon.png',
      'snippets/plumbline.json',
      'syntaxes/plumbline.tmLanguage.json',
      'dist/extension.js',
      'dist/server.js',
      'dist/cli.js',
      'dist/cli-program.js',
      'dist/cli-run.js',
      'dist/sql-wasm.wasm',
      'dist/web-tree-sitter.wasm',
      'dist/tree-sitter-python.wasm',
      'dist/starter/plumbline.yaml',
      'dist/python/plumbline_run.py',
      'dist/python/plumbline_host.py',
      'dist/python/plumbline_frames.py',
      'dist/webviews/validation.js',
      'dist/webviews/validation.css',
      'dist/webviews/lineage.js',
      'dist/webviews/lineage.css',
      'dist/webviews/codicon.ttf',
      `dist/node_modules/@duckdb/node-bindings-${process.platform}-${process.arch}/duckdb.node`,
      'dist/NOTICES.txt',
    ];
    assert.deepEqual(
      needed.filter((name) => !names.includes(name)),
      [],
    );
  });

  test('holds nothing else', () => {
    const wrong =
      /\.ts$|\.map$|(^|\/)(test|core|client|examples|e2e-artifacts)\/|^dist\/meta|__pycache__|\.pyc$|\.venv/;
    assert.deepEqual(
      names.filter((name) => wrong.test(name) && !name.startsWith('dist/starter/')),
      [],
    );
    const manifest = JSON.parse(readFileSync(staged('package.json'), 'utf8'));
    assert.deepEqual(
      Object.keys(manifest).filter((key) => /dependencies|scripts|^type$/i.test(key)),
      [],
    );
  });

  test('is not larger than it has to be', () => {
    const { size } = statSync(vsix);
    assert.ok(size < LARGEST, `${(size / 1e6).toFixed(1)} MB`);
  });

  test('tells nothing about the machine that built it', () => {
    for (const name of readdirSync(staged('dist')).filter((file) => file.endsWith('.js'))) {
      assert.ok(!readFileSync(staged('dist', name), 'utf8').includes(ROOT), name);
    }
  });

  test('carries the licence of every package in it', () => {
    const notices = readFileSync(staged('dist', 'NOTICES.txt'), 'utf8');
    for (const name of ['yaml', 'vscode-languageclient', 'sql.js', '@dagrejs/dagre']) {
      assert.match(notices, new RegExp(`== ${name} \\d[^\\n]*\\n\\n[\\s\\S]{200}`));
    }
    for (const folder of readdirSync(staged('dist/node_modules/@duckdb'))) {
      assert.ok(existsSync(staged('dist/node_modules/@duckdb', folder, 'LICENSE')), folder);
    }
  });

  test('finds its native engine', async () => {
    const script = `require('@duckdb/node-api'); console.log('loaded')`;
    const { stdout } = await run(process.execPath, ['-e', script], { cwd: staged('dist') });
    assert.equal(stdout.trim(), 'loaded');
  });

  test('tells all of an error, also of one from the bundle with the engine', async () => {
    const args = [staged('dist/cli.js'), 'profile', 'no.csv', '--format', 'ndjson'];
    const failed = await run(process.execPath, args, { cwd: out }).catch((error) => error);
    const { message, ...details } = JSON.parse(failed.stdout.trim().split('\n').at(-1));
    assert.equal(failed.code, 3);
    assert.ok(details.where ?? details.why ?? details.help, JSON.stringify({ message, ...details }));
  });

  test('checks and judges a new project, far from any checkout', async () => {
    const project = path.join(out, 'project');
    const plumbline = (...args: readonly string[]) =>
      run(process.execPath, [staged('dist/cli.js'), ...args], { cwd: out });
    await plumbline('init', project);
    assert.match((await plumbline('check', '--project', project)).stdout, /nothing wrong/);
    const data = path.join(project, 'data/raw/orders.csv');
    const profile = await plumbline('profile', data, '--project', project);
    assert.match(profile.stdout, /expect_table_row_count_to_be_between/);
  });
});
