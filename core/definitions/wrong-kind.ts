import type { Node } from '../documents/node.ts';
import { placeInWords, type Reading, schemaProblem, sourceOf } from './reading.ts';
import type { Shape } from './shape.ts';
import { nodeInWords, shapeInWords } from './shape-in-words.ts';

/** Says that a list stands where text should, or the like; with the repair, where only one can be meant. */
export function wrongKind(node: Node, shape: Shape, reading: Reading): void {
  const message = `${placeInWords(reading.path)} must be ${shapeInWords(shape)}, not ${nodeInWords(node)}`;
  const replacement = repaired(node, shape, sourceOf(reading, node));
  const help = replacement === undefined ? undefined : `write \`${replacement}\``;
  schemaProblem(reading, spanOf(node), 'wrong-type', message, { help, replacement });
}

/** A long list or map is not underlined as a whole: its first part says enough. */
function spanOf(node: Node) {
  const first = node.kind === 'map' ? node.entries[0]?.key : node.kind === 'list' ? node.items[0] : undefined;
  return first ?? node;
}

const TRUE = /^(true|yes|on|y)$/i;
const FALSE = /^(false|no|off|n)$/i;

function repaired(node: Node, shape: Shape, source: string): string | undefined {
  if (node.kind !== 'scalar' || node.value === null || source.includes('\n')) return undefined;
  switch (shape.kind) {
    case 'list':
      return `[${source}]`;
    case 'text':
      return shape.options === undefined ? JSON.stringify(source) : undefined;
    case 'number':
      return isNumeric(node.value) ? String(node.value).trim() : undefined;
    case 'flag':
      if (TRUE.test(String(node.value))) return 'true';
      return FALSE.test(String(node.value)) ? 'false' : undefined;
    default:
      return undefined;
  }
}

function isNumeric(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
}
