import { isScalar, type ParsedNode } from 'yaml';
import { keyOf } from './keys.ts';
import type { Entry, Node } from './node.ts';
import type { Reading } from './reading.ts';

/** `<<` without quotes, which the parser reads as a symbol. */
export function isMergeKey(key: ParsedNode): boolean {
  return isScalar(key) && typeof key.value === 'symbol';
}

/** The entries that `<<: *map`, or `<<: [*one, *two]`, brings in. */
export function mergedEntries(entry: Entry, reading: Reading): readonly Entry[] {
  const sources = entry.value?.kind === 'list' ? entry.value.items : [entry.value];
  return sources.flatMap((source) => entriesOf(source, entry, reading));
}

/** A map's own entries come first, then those of the first source, and so on. */
export function mergeInto(own: readonly Entry[], merged: readonly Entry[]): readonly Entry[] {
  if (merged.length === 0) return own;
  const taken = new Set(own.map(keyOf));
  const more = merged.filter((entry) => {
    const key = keyOf(entry);
    return taken.has(key) ? false : taken.add(key);
  });
  return [...own, ...more];
}

function entriesOf(source: Node | null, { key }: Entry, reading: Reading): readonly Entry[] {
  if (source?.kind === 'map') return source.entries.map((entry) => ({ ...entry, merged: true }));
  const { start, end } = source ?? key;
  const message = '`<<` takes over the entries of a map: write `<<: *name`, where `&name` marks one.';
  reading.problems.push({ start, end, code: 'bad-merge', message });
  return [];
}
