import { nearestName } from '../catalogue/nearest-name.ts';
import type { ScalarNode } from '../documents/node.ts';
import { readCondition } from './read-condition.ts';
import { lettersOf, mention, placeInWords, type Reading, schemaProblem } from './reading.ts';
import type { NumberShape, Shape, TextShape } from './shape.ts';
import { nodeInWords, quoted, shapeInWords } from './shape-in-words.ts';

export function readText(node: ScalarNode, text: string, shape: TextShape, reading: Reading): string | undefined {
  if (shape.options !== undefined) return readChoice(node, shape.options, shape, reading);
  if (shape.pattern !== undefined && !shape.pattern.test(text)) {
    const message = `${placeInWords(reading.path)} cannot be ${nodeInWords(node).replace('the text ', '')}`;
    schemaProblem(reading, lettersOf(node, text), 'pattern', message, { help: shape.patternInWords });
  } else if (shape.meaning !== undefined && text.trim() === '') {
    schemaProblem(reading, node, 'empty', `${placeInWords(reading.path)} is empty`, { help: shape.description });
  }
  const { meaning } = shape;
  if (meaning?.is === 'expression' || meaning?.is === 'row-condition') readCondition(node, text, meaning, reading);
  else if (meaning !== undefined) mention(reading, meaning, text, lettersOf(node, text));
  return text;
}

export function readNumber(node: ScalarNode, value: number, shape: NumberShape, reading: Reading): number | undefined {
  const { whole, minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = shape;
  if (value >= minimum && value <= maximum && (!whole || Number.isInteger(value))) return value;
  const message = `${placeInWords(reading.path)} must be ${shapeInWords(shape)}, not ${nodeInWords(node)}`;
  schemaProblem(reading, node, 'range', message);
  return undefined;
}

/** One of some words; `allowed` is all that may stand there, for the message. */
export function readChoice(
  node: ScalarNode,
  options: readonly string[],
  allowed: Shape,
  reading: Reading,
): string | undefined {
  const text = String(node.value);
  if (options.includes(text)) return text;
  const meant = nearestName(text, options);
  const message = `${placeInWords(reading.path)} must be ${shapeInWords(allowed)}, not ${nodeInWords(node)}`;
  const help = meant === undefined ? undefined : `did you mean ${quoted([meant], 'or')}?`;
  schemaProblem(reading, lettersOf(node, text), 'not-a-choice', message, { help, replacement: meant });
  return undefined;
}
