import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Expectation } from '../../core/definitions/expectation-suite.ts';

/** A suite, and the same as a file that both sides read. */
export interface SuiteFile {
  readonly expectations: readonly Expectation[];
  readonly path: string;
}

/** Each expectation says its place, by which verdicts are compared: peers judge in orders of their own. */
export function writeSuite(folder: string, name: string, expectations: readonly Expectation[]): SuiteFile {
  const path = join(folder, `${name}.json`);
  const placed = expectations.map((each, place) => ({ ...each, meta: { place } }));
  writeFileSync(path, JSON.stringify({ name, expectations: placed, meta: {} }));
  return { expectations, path };
}
