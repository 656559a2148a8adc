import { delimiter } from 'node:path';
import { assetPath } from '../platform/assets.ts';

/** The environment in which the user's Python finds our modules, and tells what it does while it does it. */
export function pythonEnvironment(): Readonly<Record<string, string>> {
  return {
    PYTHONPATH: [assetPath('python'), process.env.PYTHONPATH].filter(Boolean).join(delimiter),
    // Otherwise Python keeps what it prints until it ends, and there is no progress to see.
    PYTHONUNBUFFERED: '1',
    // What it prints is read as UTF-8, on Windows too.
    PYTHONUTF8: '1',
  };
}
