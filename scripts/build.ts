// Bundles the programs and pages into dist/: one CommonJS file per program, one script and one style sheet per page,
// and beside them the files that are read at run time. A program whose source does not exist is left out.
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type BuildOptions, build as bundle, type Metafile, type Plugin } from 'esbuild';
import { licenceNotices } from './licence-notices.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

/** Each program by its name in dist/. What is external is found beside the bundle at run time. */
const PROGRAMS: Readonly<Record<string, { readonly entry: string; readonly external?: readonly string[] }>> = {
  extension: { entry: 'client/extension.ts', external: ['vscode'] },
  server: { entry: 'server/main.ts' },
  // Only sets up what loading the others makes faster.
  cli: { entry: 'cli/main.ts' },
  'cli-program': { entry: 'cli/program.ts' },
  // Everything that needs the engine; `cli` loads it when such a command is given, so that `check` starts without it.
  'cli-run': { entry: 'cli/run-commands.ts', external: ['@duckdb/node-api'] },
};

const PAGES: Readonly<Record<string, string>> = {
  validation: 'webviews/validation/main.ts',
  lineage: 'webviews/lineage/main.ts',
  comparison: 'webviews/comparison/main.ts',
  rollout: 'webviews/rollout/main.ts',
  drift: 'webviews/drift/main.ts',
  profile: 'webviews/profile/main.ts',
};

const SHARED = {
  absWorkingDir: ROOT,
  bundle: true,
  metafile: true,
  logLevel: 'warning',
  legalComments: 'none',
} as const satisfies BuildOptions;

/** Builds everything into a folder, and returns what went into which bundle. */
export async function build(outdir: string): Promise<ReadonlyMap<string, Metafile>> {
  const metafiles = new Map<string, Metafile>();
  for (const [name, { entry, external = [] }] of Object.entries(PROGRAMS)) {
    if (existsSync(path.join(ROOT, entry))) metafiles.set(name, await program(name, entry, external, outdir));
  }
  for (const [name, metafile] of await buildPages(path.join(outdir, 'webviews'))) metafiles.set(name, metafile);

  for (const [name, file] of Object.entries(assets())) place(file, path.join(outdir, name));
  // The folder of the sources is one of ES modules; the bundles are CommonJS.
  write(path.join(outdir, 'package.json'), `${JSON.stringify({ type: 'commonjs' })}\n`);
  write(path.join(outdir, 'NOTICES.txt'), licenceNotices(ROOT, [...metafiles.values()]));
  for (const [name, metafile] of metafiles) {
    write(path.join(outdir, 'meta', `${name}.json`), JSON.stringify(metafile));
  }
  return metafiles;
}

/** Only the pages, for their own tests. */
export async function buildPages(outdir: string): Promise<ReadonlyMap<string, Metafile>> {
  const metafiles = new Map<string, Metafile>();
  for (const [name, entry] of Object.entries(PAGES)) metafiles.set(name, await page(name, entry, outdir));
  for (const file of ['codicon.css', 'codicon.ttf']) {
    place(require.resolve(`@vscode/codicons/dist/${file}`), path.join(outdir, file));
  }
  return metafiles;
}

async function program(name: string, entry: string, external: readonly string[], outdir: string): Promise<Metafile> {
  const { metafile } = await bundle({
    ...SHARED,
    entryPoints: [entry],
    outfile: path.join(outdir, `${name}.js`),
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    external: [...external],
    inject: [path.join(ROOT, 'scripts/node-20.ts')],
    plugins: [otherPrograms],
    // The CommonJS file of `jsonc-parser` cannot be bundled, its module can.
    mainFields: ['module', 'main'],
    // The same parser, built without a look at `process.env` for every token: a quarter faster.
    alias: { yaml: require.resolve('yaml').replace(/dist[\\/]index\.js$/, 'browser/index.js') },
    // In CommonJS `import.meta` is empty: the bundle's own place takes its part.
    define: {
      'import.meta.dirname': '__dirname',
      'import.meta.filename': '__filename',
      'import.meta.url': 'importMetaUrl',
    },
    banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
  });
  chmodSync(path.join(outdir, `${name}.js`), 0o755);
  return metafile;
}

/** `await import('./run-commands.ts')` of another program's source loads that program's bundle, when it is reached. */
const otherPrograms: Plugin = {
  name: 'other-programs',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path: asked, resolveDir, kind }) => {
      const entry = path.relative(ROOT, path.resolve(resolveDir, asked)).replaceAll(path.sep, '/');
      const name = Object.keys(PROGRAMS).find((program) => PROGRAMS[program]?.entry === entry);
      return name !== undefined && kind === 'dynamic-import' ? { path: `./${name}.js`, external: true } : undefined;
    });
  },
};

async function page(name: string, entry: string, outdir: string): Promise<Metafile> {
  const { metafile } = await bundle({
    ...SHARED,
    entryPoints: [entry],
    outfile: path.join(outdir, `${name}.js`),
    platform: 'browser',
    target: 'chrome134',
    format: 'iife',
    minify: true,
  });
  return metafile;
}

/** Files and folders that are read at run time: name in dist/ → where it comes from. */
function assets(): Readonly<Record<string, string>> {
  return {
    'sql-wasm.wasm': require.resolve('sql.js/dist/sql-wasm.wasm'),
    'web-tree-sitter.wasm': require.resolve('web-tree-sitter/web-tree-sitter.wasm'),
    'tree-sitter-python.wasm': require.resolve('tree-sitter-python/tree-sitter-python.wasm'),
    python: path.join(ROOT, 'python'),
    starter: path.join(ROOT, 'templates/starter'),
  };
}

function place(from: string, to: string): void {
  const isLeftover = (file: string) => /__pycache__|\.pytest_cache|\.pyc$/.test(file);
  cpSync(from, to, { recursive: true, filter: (file) => !isLeftover(file) });
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

if (import.meta.main) await build(path.join(ROOT, 'dist'));
