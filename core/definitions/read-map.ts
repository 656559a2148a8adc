import type { Entry, MapNode, Node, ScalarNode } from '../documents/node.ts';
import { setKey } from '../documents/set-key.ts';
import { allowsNull, isNull, keyOf, nearestKey, presentKeys, reportMissing } from './present-keys.ts';
import { readArguments } from './read-arguments.ts';
import { readNode } from './read-node.ts';
import { lettersOf, mention, placeInWords, type Reading, schemaProblem } from './reading.ts';
import type { MapShape, Shape } from './shape.ts';
import { quoted } from './shape-in-words.ts';

export function readMap(node: MapNode, shape: MapShape, reading: Reading): unknown {
  const value: Record<string, unknown> = {};
  for (const entry of node.entries) readEntry(entry, node, shape, reading, value);
  if (shape.required.length > 0) reportMissing(presentKeys(node, shape), shape, reading, node);
  return shape.finish === undefined ? value : shape.finish(value);
}

/** Reads one key of a map into `value`. The other keys are looked at only where they decide what this one means. */
export function readEntry(
  entry: Entry,
  map: MapNode,
  shape: MapShape,
  reading: Reading,
  value: Record<string, unknown>,
): void {
  const key = keyOf(entry);
  const field = shape.fields.get(key);
  const inner = field?.shape ?? shape.others;
  if (inner === undefined) {
    reportUnknownKey(entry.key, key, shape, reading);
    return;
  }
  const name = field?.name ?? key;
  if (field?.renamed !== undefined) reportRenamed(entry.key, key, field.name, field.renamed, reading);
  reading.path.push(name);
  if (field === undefined && shape.keys !== undefined) mention(reading, shape.keys, key, lettersOf(entry.key, key));
  const read = readValue(entry.value, inner, map, shape, reading);
  reading.path.pop();
  if (read !== undefined && field?.ignored === undefined) setKey(value, name, read);
}

/** A key without a value, or with null where null says nothing, reads as if it were not there. */
function readValue(node: Node | null, inner: Shape, map: MapNode, shape: MapShape, reading: Reading): unknown {
  if (node === null || (isNull(node) && !allowsNull(inner))) return undefined;
  if (inner.kind === 'map' && inner.meaning?.is === 'expectation-arguments' && node.kind === 'map') {
    return readArguments(node, siblingText(map, shape, 'type'), reading);
  }
  return readNode(node, inner, reading);
}

function reportUnknownKey(node: ScalarNode, key: string, shape: MapShape, reading: Reading): void {
  const meant = nearestKey(key, shape);
  const help =
    meant === undefined ? `allowed here: ${quoted([...shape.fields.keys()], 'and')}` : `did you mean \`${meant}\`?`;
  const message =
    reading.path.length === 0
      ? `there is no key \`${key}\` in this kind of file`
      : `${placeInWords(reading.path)} has no key \`${key}\``;
  schemaProblem(reading, lettersOf(node, key), 'unknown-key', message, { help, replacement: meant });
}

function reportRenamed(node: ScalarNode, key: string, name: string, since: string, reading: Reading): void {
  schemaProblem(reading, lettersOf(node, key), 'renamed-key', `\`${key}\` is called \`${name}\` ${since}`, {
    help: `write \`${name}\``,
    replacement: name,
  });
}

/** The text under another key of the same map. */
function siblingText(map: MapNode, shape: MapShape, name: string): string | undefined {
  const entry = map.entries.find((each) => shape.fields.get(keyOf(each))?.name === name);
  const value = entry?.value?.kind === 'scalar' ? entry.value.value : undefined;
  return typeof value === 'string' ? value : undefined;
}
