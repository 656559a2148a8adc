import { cpSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

/** What the bundles find beside them at run time, because it is native code. */
const NATIVE = '@duckdb/node-api';

/** Folders and files that go into the extension as they are. */
const AS_THEY_ARE = ['LICENSE', 'CHANGELOG.md', 'README.md', 'media', 'snippets', 'syntaxes'];

/** Lays out exactly what belongs in the extension, for the platform that this runs on. */
export async function stageExtension(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const dist = path.join(folder, 'dist');
  await build(dist);
  rmSync(path.join(dist, 'meta'), { recursive: true });
  for (const name of AS_THEY_ARE) cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  for (const name of withDependencies(NATIVE)) stagePackage(name, path.join(dist, 'node_modules', name));
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

/** Code, native libraries and licence of a package; no types, source maps or documentation. */
function stagePackage(name: string, to: string): void {
  const from = path.join(ROOT, 'node_modules', name);
  cpSync(from, to, {
    recursive: true,
    filter: (file) =>
      statSync(file).isDirectory() || /\.(?:[cm]?js|json|node|so|dylib|dll)$|^licen[cs]e/i.test(path.basename(file)),
  });
}
