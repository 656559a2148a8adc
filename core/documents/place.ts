import type { Entry, Node, Path } from './node.ts';

/** What a cursor points at. */
export interface Place {
  /**
   * - `key`: on a key; `entry` is its entry, `path` leads to the map that has it, and `node` is that map
   * - `value`: on a value, or where the value of a key or an item would go; `path` leads to it, `node` is what stands
   *   there so far. A lone word in the line below a key is a value: YAML cannot know yet that it begins an entry
   * - `between`: where another entry or item would go; `path` leads to the map or list, and `node` is it
   */
  readonly where: 'key' | 'value' | 'between';
  readonly path: Path;
  readonly node: Node | null;
  readonly entry?: Entry;
}

export function keyPlace(path: Path, node: Node, entry: Entry): Place {
  return { where: 'key', path, node, entry };
}

export function valuePlace(path: Path, node: Node | null, entry?: Entry): Place {
  return entry === undefined ? { where: 'value', path, node } : { where: 'value', path, node, entry };
}

export function betweenPlace(path: Path, node: Node | null): Place {
  return { where: 'between', path, node };
}
