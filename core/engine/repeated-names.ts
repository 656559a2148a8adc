import { PlumblineError } from '../platform/problem.ts';
import type { Column } from './query-engine.ts';

/** DuckDB reads a second `b` as `b_1`, and says nothing. True where that may have happened. */
export function mayHaveRepeated(columns: readonly Column[]): boolean {
  const names = new Set(columns.map(({ name }) => name.toLowerCase()));
  return columns.some(({ name }) => {
    const before = /^(.+)_\d+$/.exec(name)?.[1];
    return before !== undefined && names.has(before.toLowerCase());
  });
}

/** Refuses names, as they stand in the file, of which two are the same: what is said of one could mean the other. */
export function refuseRepeated(names: readonly unknown[], label: string): void {
  const seen = new Set<unknown>();
  for (const name of names) {
    if (name !== null && seen.has(name)) throw repeatedName(name, label);
    seen.add(name);
  }
}

export function repeatedName(name: unknown, label: string): PlumblineError {
  return new PlumblineError('failed', `two columns have the name "${name}"`, {
    where: label,
    why: 'what an expectation says of one of them could mean the other',
    help: 'rename one of them, or leave it out',
  });
}
