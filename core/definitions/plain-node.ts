import type { Node } from '../documents/node.ts';

/** The value of a node as it is, whatever it is. */
export function plainValue(node: Node | null): unknown {
  if (node === null) return null;
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plainValue);
    case 'map': {
      const value: Record<string, unknown> = {};
      for (const entry of node.entries) setKey(value, String(entry.key.value), plainValue(entry.value));
      return value;
    }
  }
}

/** `value[key] = item`, also for the one key that would otherwise change what the object is. */
export function setKey(value: Record<string, unknown>, key: string, item: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(value, key, { value: item, enumerable: true, configurable: true, writable: true });
  } else {
    value[key] = item;
  }
}
