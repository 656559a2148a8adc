import { keyOf } from './keys.ts';
import type { Node } from './node.ts';

/** The plain JavaScript value of a node: objects, arrays and scalars; null where the text has nothing. */
export function valueOfNode(node: Node | null): unknown {
  if (node === null) return null;
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(valueOfNode);
    case 'map':
      // `fromEntries` makes `__proto__` a key like any other, which an assignment would not.
      return Object.fromEntries(node.entries.map((entry) => [keyOf(entry), valueOfNode(entry.value)]));
  }
}
