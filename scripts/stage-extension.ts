import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

/** What the bundles find beside them at run time, because it is native code. */
const NATIVE = '@duckdb/node-api';

/** Folders and files that go into the extension as they are. */
const AS_THEY_ARE = ['.vscodeignore', 'LICENSE', 'CHANGELOG.md', 'README.md', 'docs', 'media', 'snippets', 'syntaxes'];

/** Lays out what belongs in the extension, for the platform that this runs on; `.vscodeignore` says what stays out. */
export async function stageExtension(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const dist = path.join(folder, 'dist');
  await build(dist);
  for (const name of AS_THEY_ARE) cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  for (const name of withDependencies(NATIVE)) {
    cpSync(path.join(ROOT, 'node_modules', name), path.join(dist, 'node_modules', name), { recursive: true });
  }
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(extensionManifest(), null, 2)}\n`);
}

/** The manifest without what only the checkout needs. The bundles are CommonJS, so the extension is no ES module. */
function extensionManifest(): Record<string, unknown> {
  const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  for (const key of ['type', 'bin', 'scripts', 'dependencies', 'devDependencies', 'optionalDependencies']) {
    delete manifest[key];
  }
  return manifest;
}

/** A package and all that it needs, as far as it is installed: npm installs the native one of this platform only. */
function withDependencies(name: string, found = new Set<string>()): ReadonlySet<string> {
  const file = path.join(ROOT, 'node_modules', name, 'package.json');
  if (found.has(name) || !existsSync(file)) return found;
  found.add(name);
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(readFileSync(file, 'utf8'));
  for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) withDependencies(needed, found);
  return found;
}
