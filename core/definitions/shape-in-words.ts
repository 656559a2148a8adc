import type { Node } from '../documents/node.ts';
import type { MapShape, NumberShape, Shape, TextShape } from './shape.ts';

/** What may stand at a place, as it follows "must be". */
export function shapeInWords(shape: Shape): string {
  switch (shape.kind) {
    case 'map':
      return mapInWords(shape);
    case 'list':
      return 'a list';
    case 'text':
      return textInWords(shape);
    case 'number':
      return numberInWords(shape);
    case 'flag':
      return '`true` or `false`';
    case 'null':
      return '`null`';
    case 'anything':
      return 'anything';
    case 'either':
      return [...new Set(shape.shapes.map(shapeInWords))].join(', or ');
  }
}

/** What stands there instead, as it follows "not". */
export function nodeInWords(node: Node): string {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'a map';
  if (typeof node.value === 'string')
    return node.value === '' ? 'an empty text' : `the text \`${shortened(JSON.stringify(node.value))}\``;
  return `\`${node.value}\``;
}

/** `` `a`, `b` or `c` ``; long lists end in a count. */
export function quoted(names: readonly string[], conjunction: 'or' | 'and'): string {
  const shown = names.length > 12 ? names.slice(0, 11) : names;
  const words = shown.map((name) => `\`${name}\``);
  if (shown.length < names.length) words.push(`${names.length - shown.length} more`);
  const last = words.pop();
  return words.length === 0 ? (last ?? 'nothing') : `${words.join(', ')} ${conjunction} ${last}`;
}

function mapInWords({ fields, required, others }: MapShape): string {
  const all = [...fields.keys()];
  const names = all.length > 4 ? required.map(({ name }) => name) : all;
  return others !== undefined || names.length === 0 ? 'a map' : `a map with ${quoted(names, 'and')}`;
}

function textInWords(shape: TextShape): string {
  if (shape.options === undefined) return 'text';
  return shape.options.length === 1 ? quoted(shape.options, 'or') : `one of ${quoted(shape.options, 'or')}`;
}

function numberInWords({ whole, minimum, maximum }: NumberShape): string {
  const noun = whole ? 'a whole number' : 'a number';
  if (minimum !== undefined && maximum !== undefined) return `${noun} from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${noun} from ${minimum} up`;
  return maximum === undefined ? noun : `${noun} up to ${maximum}`;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
