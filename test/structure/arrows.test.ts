import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';

// The arrows of ARCHITECTURE.md, checked on every import (types too: a type that leaks is a wall that leaks).

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Folders of core/, from the ground up: each may import from those before it. */
const CORE = [
  'platform',
  'documents',
  'expressions',
  'catalogue',
  'definitions',
  'project',
  'contracts',
  'registry',
  'rules',
  'engine',
  'expectations',
  'tables',
  'features',
  'pipelines',
  'models',
  'deployments',
  'monitoring',
  'score',
  'reports',
  'views',
];

const ALL_OF_CORE = CORE.map((folder) => `core/${folder}`);
const UP_TO_RULES = ALL_OF_CORE.slice(0, CORE.indexOf('rules') + 1);

/** What each room may import, beside itself. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(ALL_OF_CORE.map((folder, index) => [folder, ALL_OF_CORE.slice(0, index)])),
  // `plumbline lsp` is the server on standard streams.
  cli: [...ALL_OF_CORE, 'server'],
  server: [...UP_TO_RULES, 'core/reports', 'core/views'],
  client: ['core/views'],
  webviews: ['core/views'],
};

/** Packages and parts of Node that only some rooms may touch. */
const OUTSIDE: readonly { readonly what: RegExp; readonly only: readonly string[] }[] = [
  {
    what: /^node:(fs|child_process|os|net|http|https|worker_threads)/,
    only: ['core/platform', 'cli', 'server', 'client'],
  },
  { what: /^(vscode$|vscode-languageclient)/, only: ['client'] },
  { what: /^vscode-(languageserver|jsonrpc)/, only: ['server', 'client'] },
  { what: /^@duckdb\//, only: ['core/engine'] },
  { what: /^sql\.js/, only: ['core/registry'] },
  { what: /^(yaml|jsonc-parser)/, only: ['core/documents'] },
  { what: /^typebox/, only: ['core/definitions', 'core/expectations'] },
  { what: /^web-tree-sitter/, only: ['core/project'] },
  { what: /^commander/, only: ['cli'] },
];

interface Import {
  readonly file: string;
  readonly room: string;
  readonly specifier: string;
}

const imports = ['core', 'cli', 'server', 'client', 'webviews'].flatMap(sourcesIn).flatMap(importsOf);

describe('the arrows between rooms', () => {
  test('are read from the sources', () => {
    assert.ok(imports.length > 100, `only ${imports.length} imports were found`);
  });

  test('each room imports only what stands under it', () => {
    const wrong = imports.filter(({ file, room, specifier }) => {
      if (!specifier.startsWith('.')) return false;
      const target = roomOf(path.posix.join(path.posix.dirname(file), specifier));
      return target !== undefined && target !== room && !(ROOMS[room] ?? []).includes(target);
    });
    assert.deepEqual(wrong.map(inWords), []);
  });

  test('Node and packages are touched only where they belong', () => {
    const wrong = imports.filter(({ room, specifier }) =>
      OUTSIDE.some(({ what, only }) => what.test(specifier) && !only.includes(room)),
    );
    assert.deepEqual(wrong.map(inWords), []);
  });

  test('the archived toolkit is imported in one file only', () => {
    const places = imports
      .filter(({ specifier }) => specifier === '@vscode/webview-ui-toolkit')
      .map(({ file }) => file);
    assert.equal(places.length, 1, places.join(', '));
  });

  test('every folder of core has its place in the order', () => {
    const folders = readdirSync(path.join(ROOT, 'core'));
    assert.deepEqual(
      folders.filter((folder) => !CORE.includes(folder)),
      [],
    );
  });
});

describe('the bundles', () => {
  const inputs = (bundle: string): readonly string[] =>
    Object.keys(JSON.parse(readFileSync(path.join(ROOT, 'dist/meta', `${bundle}.json`), 'utf8')).inputs);

  for (const bundle of ['server', 'cli', 'extension']) {
    test(`${bundle} holds nothing of the engine`, () => {
      const engine = inputs(bundle).filter((input) => /^core\/(engine|expectations|pipelines)\/|@duckdb/.test(input));
      assert.deepEqual(engine, []);
    });
  }

  test('client and pages hold no domain code', () => {
    for (const bundle of ['extension', 'validation', 'lineage']) {
      const core = inputs(bundle).filter((input) => input.startsWith('core/') && !input.startsWith('core/views/'));
      assert.deepEqual(core, [], bundle);
    }
  });
});

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true })
    .map((name) => path.posix.join(folder, String(name).replaceAll(path.sep, '/')))
    .filter((name) => name.endsWith('.ts'));
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const room = roomOf(file);
  if (room === undefined) return [];
  const found = text.matchAll(/(?:^(?:import|export)\b[^;'"]*?\bfrom|^import|\bimport\()\s*['"]([^'"\n]+)['"]/gm);
  return [...found].map(([, specifier = '']) => ({ file, room, specifier }));
}

function roomOf(file: string): string | undefined {
  const [room = '', folder = ''] = file.split('/');
  return room === 'core' ? `core/${folder}` : Object.hasOwn(ROOMS, room) ? room : undefined;
}

function inWords({ file, specifier }: Import): string {
  return `${file} imports ${specifier}`;
}
