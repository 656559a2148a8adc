import { nearestName } from '../catalogue/nearest-name.ts';
import type { Entry, MapNode, Node, Span } from '../documents/node.ts';
import { placeInWords, type Reading, schemaProblem } from './reading.ts';
import type { MapShape, Shape } from './shape.ts';

/** A key that a map has, and whether anything stands behind it. Its span is that of the key. */
export interface PresentKey extends Span {
  readonly name: string;
  readonly empty: boolean;
}

/**
 * The keys of a map that its shape knows, by their names in the value. A mistyped key counts as the one that was meant:
 * that it is unknown has been said, and is one mistake, not two.
 */
export function presentKeys(map: MapNode, shape: MapShape): readonly PresentKey[] {
  const keys: PresentKey[] = [];
  for (const { key, value } of map.entries) {
    const field = shape.fields.get(String(key.value)) ?? shape.fields.get(nearestKey(String(key.value), shape) ?? '');
    if (field === undefined) continue;
    const empty = value === null || (isNull(value) && !allowsNull(field.shape));
    keys.push({ name: field.name, empty, start: key.start, end: key.end });
  }
  return keys;
}

/** The key that was most likely meant by an unknown one. */
export function nearestKey(key: string, shape: MapShape): string | undefined {
  return shape.others === undefined ? nearestName(key, shape.fields.keys()) : undefined;
}

/** Says which keys are missing, or have no value, that a map must have. */
export function reportMissing(keys: readonly PresentKey[], shape: MapShape, reading: Reading, map: Span): void {
  for (const { name, shape: inner } of shape.required) {
    const present = keys.filter((key) => key.name === name);
    const help = inner.description;
    if (present.length === 0) {
      const owner = `${placeInWords(reading.path)} needs the key \`${name}\``;
      schemaProblem(reading, keys[0] ?? map, 'missing-key', owner, { help });
    } else if (present.every((key) => key.empty)) {
      schemaProblem(reading, present[0] ?? map, 'missing-value', `\`${name}\` needs a value`, { help });
    }
  }
}

export function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null;
}

export function allowsNull(shape: Shape): boolean {
  if (shape.kind === 'either') return shape.shapes.some(allowsNull);
  return shape.kind === 'null' || shape.kind === 'anything';
}

export function keyOf(entry: Entry): string {
  return String(entry.key.value);
}
