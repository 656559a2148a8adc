import type { Entry, Node, ScalarNode } from '../documents/node.ts';

const NOWHERE = { start: 0, end: 0 };

/** A plain value (as JSON has it) in the shape of a node that stands nowhere; what JSON cannot hold is null. */
export function plainNode(value: unknown): Node {
  if (Array.isArray(value)) return { kind: 'list', items: value.map(plainNode), ...NOWHERE };
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(
      ([key, inner]): Entry => ({ key: scalar(key), value: plainNode(inner), ...NOWHERE }),
    );
    return { kind: 'map', entries, ...NOWHERE };
  }
  return scalar(['string', 'number', 'boolean'].includes(typeof value) ? (value as string | number | boolean) : null);
}

function scalar(value: ScalarNode['value']): ScalarNode {
  return { kind: 'scalar', value, quoted: typeof value === 'string', ...NOWHERE };
}
