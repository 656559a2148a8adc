import type { MapShape, Shape } from '../../../core/definitions/shape.ts';
import { shapesAt } from '../../../core/definitions/shape-at.ts';
import { argumentAt } from '../../../core/definitions/what-may-stand.ts';
import type { Cursor } from './cursor.ts';
import { typeAbove } from './expectation-types.ts';
import type { Proposal } from './proposal.ts';
import {
  argumentSkeleton,
  argumentsSkeleton,
  entriesToFill,
  inlineSkeleton,
  isStructured,
  itemSkeleton,
} from './skeleton.ts';
import { gap, literal } from './written.ts';

/** Maps and lists behind a colon, as far as it is known what they need: `{ from: … }`. */
export function wholeValues(cursor: Cursor): readonly Proposal[] {
  const { root, spot, typed, style } = cursor;
  if (typed.quote !== '') return [];
  const argument = argumentAt(root, spot.path, cursor.file.definition);
  if (argument !== undefined && 'kind' in argument) {
    const parameters = argument.parameter === false ? [] : parameterValues(cursor);
    return isStructured(argument)
      ? [whole(cursor, '[ … ]', argumentSkeleton(argument, style)), ...parameters]
      : parameters;
  }
  return shapesAt(root, spot.path).flatMap((shape) => {
    if (shape.kind === 'map') return mapValue(cursor, shape);
    return shape.kind === 'list' ? whole(cursor, '[ … ]', inlineSkeleton(shape, style)) : [];
  });
}

/** A new item of a block list of maps, with its dash. */
export function newItem(cursor: Cursor, items: Shape): Proposal {
  return whole(cursor, `- ${keysOf(items)}`, `- ${itemSkeleton(items, 'block', `${cursor.margin}  `)}`);
}

function mapValue(cursor: Cursor, shape: MapShape): Proposal {
  const type = shape.meaning?.is === 'expectation-arguments' ? typeAbove(cursor.file, cursor.spot.path) : undefined;
  if (type !== undefined) return whole(cursor, '{ … }', argumentsSkeleton(type, cursor.style));
  return whole(cursor, `{ ${keysOf(shape)} }`, inlineSkeleton(shape, cursor.style));
}

/** `{ $PARAMETER: name }`, for each parameter of the suite. */
function parameterValues(cursor: Cursor): readonly Proposal[] {
  const { file, style } = cursor;
  const names = file.kind === 'expectation-suite' ? Object.keys(file.definition.parameters ?? {}) : [];
  return names.map((name) => {
    const text = style === 'json' ? `{ "$PARAMETER": ${JSON.stringify(name)} }` : `{ $PARAMETER: ${name} }`;
    return { ...whole(cursor, text, literal(text)), asksAgain: false };
  });
}

function whole(cursor: Cursor, label: string, snippet: string): Proposal {
  return {
    kind: 'skeleton',
    label,
    replace: cursor.typed,
    filter: label,
    snippet: gap(cursor) + snippet,
    asksAgain: true,
  };
}

/** The keys that a skeleton has, for its label. */
function keysOf(shape: Shape): string {
  const [only, ...others] = shapesAt(shape, []);
  const keys = only?.kind === 'map' && others.length === 0 ? entriesToFill(only).map(({ name }) => name) : [];
  return keys.length === 0 ? '…' : keys.join(', ');
}
