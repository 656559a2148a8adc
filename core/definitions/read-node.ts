import type { ListNode, Node } from '../documents/node.ts';
import { valueOfNode } from '../documents/value-of-node.ts';
import { bestFit } from './fit.ts';
import { readMap } from './read-map.ts';
import { readChoice, readNumber, readText } from './read-scalar.ts';
import type { Reading } from './reading.ts';
import type { ListShape, Shape } from './shape.ts';
import { wrongKind } from './wrong-kind.ts';

/**
 * The value of a node as its shape asks for it; undefined where it has another one. What the node mentions, and what is
 * wrong with it, is collected on the way.
 */
export function readNode(node: Node, shape: Shape, reading: Reading): unknown {
  switch (shape.kind) {
    case 'map':
      if (node.kind === 'map') return readMap(node, shape, reading);
      break;
    case 'list':
      if (node.kind === 'list') return readList(node, shape, reading);
      break;
    case 'text':
      if (node.kind === 'scalar' && typeof node.value === 'string') return readText(node, node.value, shape, reading);
      break;
    case 'number':
      if (node.kind === 'scalar' && typeof node.value === 'number') return readNumber(node, node.value, shape, reading);
      break;
    case 'flag':
      if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
      break;
    case 'null':
      if (node.kind === 'scalar' && node.value === null) return null;
      break;
    case 'either': {
      const fitting = bestFit(shape.shapes, node);
      if (fitting === undefined) break;
      if (fitting.kind === 'text' && fitting.options !== undefined && node.kind === 'scalar') {
        return readChoice(node, fitting.options, shape, reading);
      }
      return readNode(node, fitting, reading);
    }
    case 'anything':
      return valueOfNode(node);
  }
  wrongKind(node, shape, reading);
  return undefined;
}

/** Items keep their index; one that cannot be read is undefined. */
function readList(node: ListNode, shape: ListShape, reading: Reading): readonly unknown[] {
  return node.items.map((item, index) => {
    if (item === null) return undefined;
    reading.path.push(index);
    const value = readNode(item, shape.items, reading);
    reading.path.pop();
    return value;
  });
}
