import { keyOf } from './keys.ts';
import type { Node } from './node.ts';
import { setKey } from './set-key.ts';

/** The plain JavaScript value of a node: objects, arrays and scalars; null where the text has nothing. */
export function valueOfNode(node: Node | null): unknown {
  if (node === null) return null;
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(valueOfNode);
    case 'map': {
      const value: Record<string, unknown> = {};
      for (const entry of node.entries) setKey(value, keyOf(entry), valueOfNode(entry.value));
      return value;
    }
  }
}
