import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Captured, capture } from '../../core/platform/capture.ts';

export const ROOT = join(import.meta.dirname, '../..');
export const FLIGHTS = join(ROOT, 'examples/flights');
export const WORKSPACES = join(ROOT, 'test/fixtures/workspaces');
/** The modules that Plumbline puts on the path of a user's interpreter. */
export const MODULES = join(ROOT, 'python');

const PYTHON = ['bin/python', 'Scripts/python.exe']
  .map((name) => join(FLIGHTS, '.venv', name))
  .find((path) => existsSync(path));

/** Options of a test that needs the example's Python environment, which `npm test` makes before it starts. */
export function withExamplePython(): { readonly skip: string | false } {
  if (PYTHON !== undefined && existsSync(join(FLIGHTS, 'data/raw/flights.csv'))) return { skip: false };
  const missing = 'the Python environment of examples/flights is not there: npm start, or npm test, makes it';
  if (process.env.CI) throw new Error(missing);
  return { skip: missing };
}

/** Runs the example's interpreter, without leaving compiled files behind. */
export function python(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Captured> {
  return capture({
    program: PYTHON ?? 'python3',
    args,
    cwd,
    env: { PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1', ...env },
  });
}
