import type { MapNode, Node } from '../documents/node.ts';
import type { MapShape, Shape, TextShape } from './shape.ts';

/** How well a node fits a shape: 0 is the wrong kind of node, more is better. */
export function fit(shape: Shape, node: Node): number {
  switch (shape.kind) {
    case 'either':
      return Math.max(...shape.shapes.map((each) => fit(each, node)));
    case 'map':
      return node.kind === 'map' ? 1 + knownKeys(shape, node) : 0;
    case 'list':
      return node.kind === 'list' ? 1 : 0;
    case 'anything':
      return 1;
  }
  if (node.kind !== 'scalar') return 0;
  switch (shape.kind) {
    case 'text':
      return typeof node.value === 'string' ? 1 + Number(isWellFormed(shape, node.value)) : 0;
    case 'number':
      return typeof node.value === 'number' ? 1 : 0;
    case 'flag':
      return typeof node.value === 'boolean' ? 1 : 0;
    case 'null':
      return node.value === null ? 1 : 0;
  }
}

/** The shape that fits best, the first of equals; undefined where none does. */
export function bestFit(shapes: readonly Shape[], node: Node): Shape | undefined {
  let best: Shape | undefined;
  let most = 0;
  for (const shape of shapes) {
    const fitting = fit(shape, node);
    if (fitting <= most) continue;
    best = shape;
    most = fitting;
  }
  return best;
}

export function isWellFormed(shape: TextShape, text: string): boolean {
  return (shape.options?.includes(text) ?? true) && (shape.pattern?.test(text) ?? true);
}

function knownKeys(shape: MapShape, node: MapNode): number {
  return node.entries.filter((entry) => shape.fields.has(String(entry.key.value))).length;
}
