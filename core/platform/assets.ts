import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PlumblineError } from './problem.ts';

/** What is read while running and cannot be inside a bundle; where it stands in a checkout. */
const assets = {
  'sql-wasm.wasm': 'node_modules/sql.js/dist/sql-wasm.wasm',
  'web-tree-sitter.wasm': 'node_modules/web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-python.wasm': 'node_modules/tree-sitter-python/tree-sitter-python.wasm',
  python: 'python',
  starter: 'templates/starter',
} as const;

export type AssetName = keyof typeof assets;

/**
 * The folder this code runs from: `dist/` in a bundle (CommonJS, where `import.meta` is empty), `core/platform/` in a
 * checkout (ES modules, where `__dirname` is not defined).
 */
const here = typeof __dirname === 'string' ? __dirname : import.meta.dirname;

/**
 * The path of a file or folder that comes with Plumbline: beside the bundle, beside the bundle's folder, or in the
 * checkout.
 */
export function assetPath(name: AssetName): string {
  const places = [join(here, name), join(here, '..', name), join(here, '..', '..', assets[name])];
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new PlumblineError('failed', `Plumbline lacks its file ${name}`, {
    where: here,
    why: 'the installation is incomplete',
    help: 'install Plumbline again; in a checkout run `npm install` and `npm run build`',
  });
}
