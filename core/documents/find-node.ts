import { keyOf } from './keys.ts';
import type { Entry, Node, Path } from './node.ts';

/** The node that a path leads to; null if there is none, or if nothing stands there. */
export function findNode(root: Node | null, path: Path): Node | null {
  return path.reduce<Node | null>((node, step) => childAt(node, step), root);
}

/** The entry that a path ends with, for its key; null if the path leads elsewhere. */
export function findEntry(root: Node | null, path: Path): Entry | null {
  const key = path.at(-1);
  const map = findNode(root, path.slice(0, -1));
  if (map?.kind !== 'map' || key === undefined) return null;
  return map.entries.findLast((entry) => keyOf(entry) === String(key)) ?? null;
}

function childAt(node: Node | null, step: string | number): Node | null {
  if (node?.kind === 'list') return (typeof step === 'number' && node.items[step]) || null;
  if (node?.kind === 'map') return node.entries.findLast((entry) => keyOf(entry) === String(step))?.value ?? null;
  return null;
}
